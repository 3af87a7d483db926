/** How much a thing matters, on one scale for everything that people are reported. */
@NullMarked
package dev.plumbline.severity;

import org.jspecify.annotations.NullMarked;
