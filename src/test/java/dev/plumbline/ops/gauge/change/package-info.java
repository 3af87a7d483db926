@NullMarked
package dev.plumbline.ops.gauge.change;

import org.jspecify.annotations.NullMarked;
