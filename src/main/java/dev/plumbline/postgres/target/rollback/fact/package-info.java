/** What a catalog says about tables, read from both databases by the same queries. */
@NullMarked
package dev.plumbline.postgres.target.rollback.fact;

import org.jspecify.annotations.NullMarked;
