/** How two environments differ, and the form that proposes a plan. */
@NullMarked
package dev.plumbline.ui.comparison;

import org.jspecify.annotations.NullMarked;
