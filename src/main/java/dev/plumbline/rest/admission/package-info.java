/** How many requests are worked on at once, and which are not carried on. */
@NullMarked
package dev.plumbline.rest.admission;

import org.jspecify.annotations.NullMarked;
