/** What is checked before bytes are a request, and what is answered when nobody else does. */
@NullMarked
package dev.plumbline.http.guard;

import org.jspecify.annotations.NullMarked;
