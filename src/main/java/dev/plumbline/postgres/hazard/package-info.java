/** Counts on the rows of a target what a plan could hurt, with the care of a scan. */
@NullMarked
package dev.plumbline.postgres.hazard;

import org.jspecify.annotations.NullMarked;
