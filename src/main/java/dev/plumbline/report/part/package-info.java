/** A report, and what it says of one environment, one comparison, or one group of findings. */
@NullMarked
package dev.plumbline.report.part;

import org.jspecify.annotations.NullMarked;
