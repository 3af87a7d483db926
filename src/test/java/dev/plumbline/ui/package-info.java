/** Pages, as a browser without a screen sees them. */
@NullMarked
package dev.plumbline.ui;

import org.jspecify.annotations.NullMarked;
