/** Every rule that finds mismatches, applied to one reading. */
@NullMarked
package dev.plumbline.mismatch.rules;

import org.jspecify.annotations.NullMarked;
