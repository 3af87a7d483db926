/** Tests. */
@NullMarked
package dev.plumbline.rest.period;

import org.jspecify.annotations.NullMarked;
