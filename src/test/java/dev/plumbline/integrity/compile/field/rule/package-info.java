/** The memory: one contract for the store in PostgreSQL and for its twin. */
@NullMarked
package dev.plumbline.integrity.compile.field.rule;

import org.jspecify.annotations.NullMarked;
