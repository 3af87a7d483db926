/** Gauges of what the store holds: families, and their series by Micrometer's API. */
@NullMarked
package dev.plumbline.ops.gauge;

import org.jspecify.annotations.NullMarked;
