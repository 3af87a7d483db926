/** Which Directus and which database an environment is. */
@NullMarked
package dev.plumbline.monitor.identity;

import org.jspecify.annotations.NullMarked;
