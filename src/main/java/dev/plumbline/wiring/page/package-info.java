/** Wiring of the pages. */
@NullMarked
package dev.plumbline.wiring.page;

import org.jspecify.annotations.NullMarked;
