/** Counting broken rows, each of them once. */
@NullMarked
package dev.plumbline.postgres.scan.counting;

import org.jspecify.annotations.NullMarked;
