/** How many requests are worked on at once, and which are abandoned. */
@NullMarked
package dev.plumbline.http.admission;

import org.jspecify.annotations.NullMarked;
