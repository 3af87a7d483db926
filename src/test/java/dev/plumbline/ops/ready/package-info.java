@NullMarked
package dev.plumbline.ops.ready;

import org.jspecify.annotations.NullMarked;
