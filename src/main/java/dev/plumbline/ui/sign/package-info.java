/** States as a word with a colour and a mark. */
@NullMarked
package dev.plumbline.ui.sign;

import org.jspecify.annotations.NullMarked;
