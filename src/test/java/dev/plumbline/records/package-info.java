/** Broken records planted in real environments, and what the service tells of them. */
@NullMarked
package dev.plumbline.records;

import org.jspecify.annotations.NullMarked;
