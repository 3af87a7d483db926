/** Rebuilds the snapshot that Directus gives from metadata and catalog. */
@NullMarked
package dev.plumbline.model.rebuild;

import org.jspecify.annotations.NullMarked;
