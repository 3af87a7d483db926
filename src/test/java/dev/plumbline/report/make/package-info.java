/** Tests. */
@NullMarked
package dev.plumbline.report.make;

import org.jspecify.annotations.NullMarked;
