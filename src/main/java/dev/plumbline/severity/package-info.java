/** How much a thing matters, on one scale for everything that is reported to people. */
@NullMarked
package dev.plumbline.severity;

import org.jspecify.annotations.NullMarked;
