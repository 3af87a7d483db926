/** The two sources of an environment, as ports: Directus and its database. */
@NullMarked
package dev.plumbline.watch.source;

import org.jspecify.annotations.NullMarked;
