/** Plans as a caller may see them, and what may be asked of one. */
@NullMarked
package dev.plumbline.http.plan;

import org.jspecify.annotations.NullMarked;
