/** The Directus HTTP API, as the monitor's second opinion. */
@NullMarked
package dev.plumbline.directus;

import org.jspecify.annotations.NullMarked;
