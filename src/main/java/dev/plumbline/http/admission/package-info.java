/** How many requests are worked on at once, and which are not carried on. */
@NullMarked
package dev.plumbline.http.admission;

import org.jspecify.annotations.NullMarked;
