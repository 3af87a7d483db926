/** PostgreSQL's client programs. */
@NullMarked
package dev.plumbline.pgdump;

import org.jspecify.annotations.NullMarked;
