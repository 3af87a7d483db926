/** Pages of headings, tables and small charts, as HTML for mail and phones, and as Markdown. */
@NullMarked
package dev.plumbline.report.layout;

import org.jspecify.annotations.NullMarked;
