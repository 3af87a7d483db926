/** What all pages have in common. */
@NullMarked
package dev.plumbline.ui.page;

import org.jspecify.annotations.NullMarked;
