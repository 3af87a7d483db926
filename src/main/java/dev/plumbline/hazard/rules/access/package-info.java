/** Metadata that shows or hides more than before. */
@NullMarked
package dev.plumbline.hazard.rules.access;

import org.jspecify.annotations.NullMarked;
