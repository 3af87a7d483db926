/** Who did what. */
@NullMarked
package dev.plumbline.ui.audit;

import org.jspecify.annotations.NullMarked;
