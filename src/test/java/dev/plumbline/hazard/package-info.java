/** Each hazard with a plan that has it, and one like it that has not. */
@NullMarked
package dev.plumbline.hazard;

import org.jspecify.annotations.NullMarked;
