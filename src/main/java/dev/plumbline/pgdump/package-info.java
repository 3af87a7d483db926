/** Runs PostgreSQL's client programs {@code pg_dump} and {@code pg_restore}. */
@NullMarked
package dev.plumbline.pgdump;

import org.jspecify.annotations.NullMarked;
