/** Tests. */
@NullMarked
package dev.plumbline.report.part;

import org.jspecify.annotations.NullMarked;
