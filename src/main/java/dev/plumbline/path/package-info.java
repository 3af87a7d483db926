/** Field paths as Directus writes them, and the graph of fields and relations that they follow. */
@NullMarked
package dev.plumbline.path;

import org.jspecify.annotations.NullMarked;
