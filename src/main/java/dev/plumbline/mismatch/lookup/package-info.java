/** Catalog and metadata of one database, side by side and found by name. */
@NullMarked
package dev.plumbline.mismatch.lookup;

import org.jspecify.annotations.NullMarked;
