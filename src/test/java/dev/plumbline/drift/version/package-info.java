/** The memory: one contract for the store in PostgreSQL and for its twin. */
@NullMarked
package dev.plumbline.drift.version;

import org.jspecify.annotations.NullMarked;
