/** Reports of a span of time, by REST. */
@NullMarked
package dev.plumbline.rest.period;

import org.jspecify.annotations.NullMarked;
