/** What Directus makes of a database: the snapshot rebuilt from metadata and catalog. */
@NullMarked
package dev.plumbline.model;

import org.jspecify.annotations.NullMarked;
