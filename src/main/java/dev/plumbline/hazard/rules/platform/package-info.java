/** What PostgreSQL, its roles, Directus and its licence have to say. */
@NullMarked
package dev.plumbline.hazard.rules.platform;

import org.jspecify.annotations.NullMarked;
