/** Which checks a content model asks for. */
@NullMarked
package dev.plumbline.integrity.compile;

import org.jspecify.annotations.NullMarked;
