/** Puts the parts of plans and of the audit together, and does what is done on schedule. */
@NullMarked
package dev.plumbline.wiring.plan;

import org.jspecify.annotations.NullMarked;
