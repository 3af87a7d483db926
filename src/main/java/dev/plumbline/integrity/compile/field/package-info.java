/** Checks that the metadata of one field asks for. */
@NullMarked
package dev.plumbline.integrity.compile.field;

import org.jspecify.annotations.NullMarked;
