/** Reads JSON text with Jackson, losing nothing that is part of a value. */
@NullMarked
package dev.plumbline.jackson;

import org.jspecify.annotations.NullMarked;
