/** Sessions in the database of a target while a run is in progress; only a run uses them. */
@NullMarked
package dev.plumbline.postgres.target;

import org.jspecify.annotations.NullMarked;
