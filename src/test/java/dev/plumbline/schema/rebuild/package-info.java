/** The rebuilt snapshot, case by case. */
@NullMarked
package dev.plumbline.schema.rebuild;

import org.jspecify.annotations.NullMarked;
