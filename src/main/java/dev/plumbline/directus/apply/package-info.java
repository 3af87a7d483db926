/** The one part that changes a Directus; only a run uses it. */
@NullMarked
package dev.plumbline.directus.apply;

import org.jspecify.annotations.NullMarked;
