@NullMarked
package dev.plumbline.ops;

import org.jspecify.annotations.NullMarked;
