/** The rebuilt snapshot, case by case. */
@NullMarked
package dev.plumbline.model;

import org.jspecify.annotations.NullMarked;
