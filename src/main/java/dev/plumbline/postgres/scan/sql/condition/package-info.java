/** Conditions on rows as SQL, and the fragments of which every statement is made. */
@NullMarked
package dev.plumbline.postgres.scan.sql.condition;

import org.jspecify.annotations.NullMarked;
