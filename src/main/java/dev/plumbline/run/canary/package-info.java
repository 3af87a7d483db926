/** The item that a run creates in each new collection to see that Directus can work with it. */
@NullMarked
package dev.plumbline.run.canary;

import org.jspecify.annotations.NullMarked;
