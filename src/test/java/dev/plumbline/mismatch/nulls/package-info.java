@NullMarked
package dev.plumbline.mismatch.nulls;

import org.jspecify.annotations.NullMarked;
