/** Runs and their journals in our store. */
@NullMarked
package dev.plumbline.jdbc.run;

import org.jspecify.annotations.NullMarked;
