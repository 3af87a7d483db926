/** Changes: their codes, what they are about, and rules that ignore some. */
@NullMarked
package dev.plumbline.drift.change;

import org.jspecify.annotations.NullMarked;
