/** Rows that are written between the backup of a run and its apply. */
@NullMarked
package dev.plumbline.postgres.target.late;

import org.jspecify.annotations.NullMarked;
