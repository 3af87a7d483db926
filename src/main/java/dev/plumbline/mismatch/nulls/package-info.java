/** Which columns of a table may be null. */
@NullMarked
package dev.plumbline.mismatch.nulls;

import org.jspecify.annotations.NullMarked;
