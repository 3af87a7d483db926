/** The watched PostgreSQL databases, read only. */
@NullMarked
package dev.plumbline.postgres;

import org.jspecify.annotations.NullMarked;
