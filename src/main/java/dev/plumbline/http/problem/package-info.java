/** Every error as RFC 9457 problem details. */
@NullMarked
package dev.plumbline.http.problem;

import org.jspecify.annotations.NullMarked;
