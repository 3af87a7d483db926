/** Rules about tables, columns, keys and indexes. */
@NullMarked
package dev.plumbline.mismatch.rules.catalog;

import org.jspecify.annotations.NullMarked;
