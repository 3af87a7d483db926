/** Rules about foreign keys, relations, and what else names fields of other collections. */
@NullMarked
package dev.plumbline.mismatch.rules.relation;

import org.jspecify.annotations.NullMarked;
