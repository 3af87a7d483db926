/** What a plan could hurt: one rule for each kind of harm, with what is counted to prove it. */
@NullMarked
package dev.plumbline.hazard;

import org.jspecify.annotations.NullMarked;
