/** Checks as SQL, to be run with bound values or to be shown to a person. */
@NullMarked
package dev.plumbline.postgres.scan.sql;

import org.jspecify.annotations.NullMarked;
