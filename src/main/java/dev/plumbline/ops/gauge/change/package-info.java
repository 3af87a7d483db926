/** The gauges of what changes environments: plans, runs and the backups before them. */
@NullMarked
package dev.plumbline.ops.gauge.change;

import org.jspecify.annotations.NullMarked;
