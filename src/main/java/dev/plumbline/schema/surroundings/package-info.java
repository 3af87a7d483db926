/** What holds for a database as a whole: the role of Directus, settings, collations. */
@NullMarked
package dev.plumbline.schema.surroundings;

import org.jspecify.annotations.NullMarked;
