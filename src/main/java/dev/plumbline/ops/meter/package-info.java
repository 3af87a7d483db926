/** Counters and timers of what this process does; to be summed over replicas. */
@NullMarked
package dev.plumbline.ops.meter;

import org.jspecify.annotations.NullMarked;
