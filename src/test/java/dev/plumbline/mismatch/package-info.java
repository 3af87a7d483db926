@NullMarked
package dev.plumbline.mismatch;

import org.jspecify.annotations.NullMarked;
