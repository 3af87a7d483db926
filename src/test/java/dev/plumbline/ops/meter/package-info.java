@NullMarked
package dev.plumbline.ops.meter;

import org.jspecify.annotations.NullMarked;
