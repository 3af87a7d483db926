/** Rolls a run back in the database of its target; only a run uses it. */
@NullMarked
package dev.plumbline.postgres.target.rollback;

import org.jspecify.annotations.NullMarked;
