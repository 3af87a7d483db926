/** Tables of a database: their columns, and what fires when their rows are written. */
@NullMarked
package dev.plumbline.postgres.target.shape;

import org.jspecify.annotations.NullMarked;
