/** Our own memory, in PostgreSQL. */
@NullMarked
package dev.plumbline.store;

import org.jspecify.annotations.NullMarked;
