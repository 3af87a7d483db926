/**
 * What Directus makes of a database: its metadata, and the content model that it is with the
 * catalog.
 */
@NullMarked
package dev.plumbline.model;

import org.jspecify.annotations.NullMarked;
