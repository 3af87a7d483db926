/** What the compiler reads: the three descriptions of a schema. */
@NullMarked
package dev.plumbline.integrity.compile.schema;

import org.jspecify.annotations.NullMarked;
