/** Where Directus's metadata and the catalog of its database disagree. */
@NullMarked
package dev.plumbline.mismatch;

import org.jspecify.annotations.NullMarked;
