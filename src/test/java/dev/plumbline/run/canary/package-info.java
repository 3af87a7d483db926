/** Which items are created in new collections, and in which collections none. */
@NullMarked
package dev.plumbline.run.canary;

import org.jspecify.annotations.NullMarked;
