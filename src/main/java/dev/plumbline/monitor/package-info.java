/** Observe, compare, reconcile findings; the schedule. */
@NullMarked
package dev.plumbline.monitor;

import org.jspecify.annotations.NullMarked;
