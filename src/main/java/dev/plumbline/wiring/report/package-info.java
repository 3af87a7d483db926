/** Puts the parts of reports together, and makes them on schedule. */
@NullMarked
package dev.plumbline.wiring.report;

import org.jspecify.annotations.NullMarked;
