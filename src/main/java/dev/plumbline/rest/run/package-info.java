/** Runs over REST. */
@NullMarked
package dev.plumbline.rest.run;

import org.jspecify.annotations.NullMarked;
