/** Directus's validation rules as conditions. */
@NullMarked
package dev.plumbline.integrity.compile.field.rule;

import org.jspecify.annotations.NullMarked;
