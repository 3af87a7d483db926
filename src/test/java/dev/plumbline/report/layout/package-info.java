/** Tests. */
@NullMarked
package dev.plumbline.report.layout;

import org.jspecify.annotations.NullMarked;
