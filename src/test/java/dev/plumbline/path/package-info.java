/** Field paths and the names in them. */
@NullMarked
package dev.plumbline.path;

import org.jspecify.annotations.NullMarked;
