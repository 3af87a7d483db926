/** Drops and additions that are probably one rename. */
@NullMarked
package dev.plumbline.drift.differ.rename;

import org.jspecify.annotations.NullMarked;
