/** What is shown of environments and comparisons. */
@NullMarked
package dev.plumbline.monitor.overview;

import org.jspecify.annotations.NullMarked;
