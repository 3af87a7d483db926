/** What one environment looks like, in canonical order. */
@NullMarked
package dev.plumbline.schema;

import org.jspecify.annotations.NullMarked;
