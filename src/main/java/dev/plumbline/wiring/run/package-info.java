/** Puts the parts of runs together, and continues those whose process died. */
@NullMarked
package dev.plumbline.wiring.run;

import org.jspecify.annotations.NullMarked;
