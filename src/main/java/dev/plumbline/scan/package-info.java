/** Looks at the records of one environment, gently and in pieces, and keeps what it found. */
@NullMarked
package dev.plumbline.scan;

import org.jspecify.annotations.NullMarked;
