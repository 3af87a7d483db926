/** Transactions of Plumbline itself in a target or a copy of it, and rows from one to the other. */
@NullMarked
package dev.plumbline.postgres.target.statement;

import org.jspecify.annotations.NullMarked;
