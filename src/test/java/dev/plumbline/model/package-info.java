/** What Directus makes of a database, case by case. */
@NullMarked
package dev.plumbline.model;

import org.jspecify.annotations.NullMarked;
