/** The Directus HTTP API, well and badly behaved. */
@NullMarked
package dev.plumbline.directus;

import org.jspecify.annotations.NullMarked;
