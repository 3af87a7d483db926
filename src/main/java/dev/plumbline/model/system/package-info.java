/** Which tables and fields are Directus's own, or a sync tool's. */
@NullMarked
package dev.plumbline.model.system;

import org.jspecify.annotations.NullMarked;
