/** Who asks, and what they may do and see. */
@NullMarked
package dev.plumbline.http.access;

import org.jspecify.annotations.NullMarked;
