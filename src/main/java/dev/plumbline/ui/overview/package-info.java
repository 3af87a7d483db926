/** The first page: every environment and comparison, the worst first. */
@NullMarked
package dev.plumbline.ui.overview;

import org.jspecify.annotations.NullMarked;
