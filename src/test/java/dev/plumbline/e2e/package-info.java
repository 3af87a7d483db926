/** The packaged service against real Directus and real PostgreSQL. */
@NullMarked
package dev.plumbline.e2e;

import org.jspecify.annotations.NullMarked;
