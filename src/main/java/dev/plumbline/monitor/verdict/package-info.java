/** What two environments are compared by, and when that is unknown. */
@NullMarked
package dev.plumbline.monitor.verdict;

import org.jspecify.annotations.NullMarked;
