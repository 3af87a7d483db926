/**
 * The Laboratory: real Directus environments, each a Directus process and its PostgreSQL database,
 * made in seconds from templates. Start at {@link dev.plumbline.lab.Laboratory#shared()}.
 */
@NullMarked
package dev.plumbline.lab;

import org.jspecify.annotations.NullMarked;
