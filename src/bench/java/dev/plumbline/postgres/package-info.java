/** What only this package can measure. */
@NullMarked
package dev.plumbline.postgres;

import org.jspecify.annotations.NullMarked;
