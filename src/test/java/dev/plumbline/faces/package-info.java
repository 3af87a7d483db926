/** The running faces on twins of the application and the stores: no database, no schedule. */
@NullMarked
package dev.plumbline.faces;

import org.jspecify.annotations.NullMarked;
