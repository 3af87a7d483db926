/** Who is watched, and a bounded memory for what is made of each. */
@NullMarked
package dev.plumbline.environment;

import org.jspecify.annotations.NullMarked;
