/** What rows or objects of the target keep from being applied. */
@NullMarked
package dev.plumbline.hazard.rules.constraint;

import org.jspecify.annotations.NullMarked;
