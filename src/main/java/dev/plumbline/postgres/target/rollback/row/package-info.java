/** Rows and values that come from the former database. */
@NullMarked
package dev.plumbline.postgres.target.rollback.row;

import org.jspecify.annotations.NullMarked;
