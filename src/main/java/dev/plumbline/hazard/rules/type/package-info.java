/** What the change of a type does to values. */
@NullMarked
package dev.plumbline.hazard.rules.type;

import org.jspecify.annotations.NullMarked;
