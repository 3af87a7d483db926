/** What a change of a relation does to items. */
@NullMarked
package dev.plumbline.hazard.rules.relation;

import org.jspecify.annotations.NullMarked;
