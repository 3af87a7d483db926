/** The result of reading a source: a value, or the reason why it could not be read. */
@NullMarked
package dev.plumbline.reading;

import org.jspecify.annotations.NullMarked;
