/** What the compiler looks at: the three descriptions of a schema, told as one. */
@NullMarked
package dev.plumbline.integrity.compile.ground;

import org.jspecify.annotations.NullMarked;
