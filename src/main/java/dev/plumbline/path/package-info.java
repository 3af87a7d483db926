/** Field paths as Directus writes them, and what they lead to in a content model. */
@NullMarked
package dev.plumbline.path;

import org.jspecify.annotations.NullMarked;
