@NullMarked
package dev.plumbline.integrity.compile;

import org.jspecify.annotations.NullMarked;
