/** Comparisons and their changes as JSON. */
@NullMarked
package dev.plumbline.rest.wire.drift;

import org.jspecify.annotations.NullMarked;
