/** The closed list of hazard rules, and what they make of a plan. */
@NullMarked
package dev.plumbline.hazard.rules;

import org.jspecify.annotations.NullMarked;
