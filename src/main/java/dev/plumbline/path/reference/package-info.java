/** Where Directus keeps names of fields, and which of these names are missing. */
@NullMarked
package dev.plumbline.path.reference;

import org.jspecify.annotations.NullMarked;
