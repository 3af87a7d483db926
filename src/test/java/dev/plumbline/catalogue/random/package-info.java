/** Random drift between two environments that hold rows; equal seeds make equal drift. */
@NullMarked
package dev.plumbline.catalogue.random;

import org.jspecify.annotations.NullMarked;
