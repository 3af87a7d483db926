/**
 * What the store holds: versioned JSON of our own, independent of what REST shows, so that either
 * can change without the other.
 *
 * <p>A form is only ever read as a whole and strictly. What this version cannot read, because it is
 * newer or broken, is an error that names the place, never an empty value.
 */
@NullMarked
package dev.plumbline.jdbc.form;

import org.jspecify.annotations.NullMarked;
