/** Puts the parts of runs together, and goes on with those whose process has died. */
@NullMarked
package dev.plumbline.wiring.run;

import org.jspecify.annotations.NullMarked;
