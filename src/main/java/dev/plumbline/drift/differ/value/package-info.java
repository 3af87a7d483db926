/** Compares single values: types, options, lists, orders. */
@NullMarked
package dev.plumbline.drift.differ.value;

import org.jspecify.annotations.NullMarked;
