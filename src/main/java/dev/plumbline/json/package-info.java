/** The one translation between JSON text and {@link dev.plumbline.schema.JsonValue}. */
@NullMarked
package dev.plumbline.json;

import org.jspecify.annotations.NullMarked;
