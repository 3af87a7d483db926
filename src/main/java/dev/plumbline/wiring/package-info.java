/** Puts the parts together: the main class, what CDI hands out, and the schedule. */
@NullMarked
package dev.plumbline.wiring;

import org.jspecify.annotations.NullMarked;
