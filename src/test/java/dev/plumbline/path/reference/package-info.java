/** Names of fields in metadata and in Directus's own rows. */
@NullMarked
package dev.plumbline.path.reference;

import org.jspecify.annotations.NullMarked;
