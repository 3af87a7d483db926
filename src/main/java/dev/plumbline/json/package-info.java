/** JSON values as data, free of any JSON library. */
@NullMarked
package dev.plumbline.json;

import org.jspecify.annotations.NullMarked;
