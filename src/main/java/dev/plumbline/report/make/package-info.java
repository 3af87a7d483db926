/** Makes a report of what the store has. */
@NullMarked
package dev.plumbline.report.make;

import org.jspecify.annotations.NullMarked;
