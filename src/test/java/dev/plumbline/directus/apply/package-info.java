/** Tests of applying plans. */
@NullMarked
package dev.plumbline.directus.apply;

import org.jspecify.annotations.NullMarked;
