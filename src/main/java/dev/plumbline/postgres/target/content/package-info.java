/** Reads what happened to the rows of a target while a plan was applied; writes nothing. */
@NullMarked
package dev.plumbline.postgres.target.content;

import org.jspecify.annotations.NullMarked;
