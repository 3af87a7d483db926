/** Broken records planted in real environments, and what the service reports them. */
@NullMarked
package dev.plumbline.records;

import org.jspecify.annotations.NullMarked;
