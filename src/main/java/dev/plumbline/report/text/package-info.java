/** Text from outside, in HTML and Markdown: none of it becomes markup. */
@NullMarked
package dev.plumbline.report.text;

import org.jspecify.annotations.NullMarked;
