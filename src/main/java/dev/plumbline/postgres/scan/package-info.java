/** Looks for the rows of a watched database that break a check. */
@NullMarked
package dev.plumbline.postgres.scan;

import org.jspecify.annotations.NullMarked;
