/** Who is watched. */
@NullMarked
package dev.plumbline.environment;

import org.jspecify.annotations.NullMarked;
