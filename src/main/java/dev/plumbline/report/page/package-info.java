/** A report as a page for people. */
@NullMarked
package dev.plumbline.report.page;

import org.jspecify.annotations.NullMarked;
