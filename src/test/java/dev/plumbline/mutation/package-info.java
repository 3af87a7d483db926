/** Kinds of change to a real environment, to be found by whoever looks. */
@NullMarked
package dev.plumbline.mutation;

import org.jspecify.annotations.NullMarked;
