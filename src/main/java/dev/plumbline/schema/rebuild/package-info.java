/** Rebuilds Directus's snapshot from what its database says. */
@NullMarked
package dev.plumbline.schema.rebuild;

import org.jspecify.annotations.NullMarked;
