/** Checks of what Directus writes into its own tables. */
@NullMarked
package dev.plumbline.integrity.compile.system;

import org.jspecify.annotations.NullMarked;
