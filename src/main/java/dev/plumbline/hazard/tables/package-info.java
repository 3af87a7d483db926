/** Which tables of a database hang together, and of which somebody needs the rows. */
@NullMarked
package dev.plumbline.hazard.tables;

import org.jspecify.annotations.NullMarked;
