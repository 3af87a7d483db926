/** Statements of a rollback on its two connections, and rows from one to the other. */
@NullMarked
package dev.plumbline.postgres.target.rollback.statement;

import org.jspecify.annotations.NullMarked;
