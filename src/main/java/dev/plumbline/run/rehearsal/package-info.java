/** What carrying a plan out does to the tables of its target, to be executed on a copy first. */
@NullMarked
package dev.plumbline.run.rehearsal;

import org.jspecify.annotations.NullMarked;
