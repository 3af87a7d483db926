@NullMarked
package dev.plumbline.ops.log;

import org.jspecify.annotations.NullMarked;
