/** Rows that are written while a plan is applied, in real PostgreSQL. */
@NullMarked
package dev.plumbline.postgres.target.late;

import org.jspecify.annotations.NullMarked;
