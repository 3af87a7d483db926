/** Executes on a copy of a target what Directus would execute in the target. */
@NullMarked
package dev.plumbline.postgres.target.rehearsal;

import org.jspecify.annotations.NullMarked;
