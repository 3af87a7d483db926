/** Puts together what sends notifications. */
@NullMarked
package dev.plumbline.wiring.notify;

import org.jspecify.annotations.NullMarked;
