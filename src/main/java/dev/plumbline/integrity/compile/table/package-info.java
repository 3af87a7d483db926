/** Checks that the catalog asks for, whatever the metadata. */
@NullMarked
package dev.plumbline.integrity.compile.table;

import org.jspecify.annotations.NullMarked;
