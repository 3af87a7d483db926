/** Rows of Directus's own tables that a run deleted or wrote. */
@NullMarked
package dev.plumbline.postgres.target.rollback.directus;

import org.jspecify.annotations.NullMarked;
