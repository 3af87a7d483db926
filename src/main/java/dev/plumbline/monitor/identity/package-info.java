/** Which Directus and which database each environment is, and which of them are the same. */
@NullMarked
package dev.plumbline.monitor.identity;

import org.jspecify.annotations.NullMarked;
