/** Reads what PostgreSQL's own tables say of one schema. */
@NullMarked
package dev.plumbline.postgres.catalog;

import org.jspecify.annotations.NullMarked;
