@NullMarked
package dev.plumbline.integrity.compile.field;

import org.jspecify.annotations.NullMarked;
