/** Answers of Directus: within bounds, checked, and safe to show. */
@NullMarked
package dev.plumbline.directus.answer;

import org.jspecify.annotations.NullMarked;
