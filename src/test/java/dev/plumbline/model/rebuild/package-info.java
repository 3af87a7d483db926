/** The rebuilt snapshot, case by case. */
@NullMarked
package dev.plumbline.model.rebuild;

import org.jspecify.annotations.NullMarked;
