/** Rules about rows of Directus's metadata. */
@NullMarked
package dev.plumbline.mismatch.rules.metadata;

import org.jspecify.annotations.NullMarked;
