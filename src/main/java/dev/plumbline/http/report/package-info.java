/** Reports about an environment or a comparison, as Markdown and HTML. */
@NullMarked
package dev.plumbline.http.report;

import org.jspecify.annotations.NullMarked;
