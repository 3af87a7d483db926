/** Who did what, as entries that are only added, each sealed with the one before it. */
@NullMarked
package dev.plumbline.audit;

import org.jspecify.annotations.NullMarked;
