/** Finds every difference between two snapshots; the start is {@link Differ}. */
@NullMarked
package dev.plumbline.drift.differ;

import org.jspecify.annotations.NullMarked;
