/** What a rollback of a run puts back, and what it cannot. Nothing here reads or writes. */
@NullMarked
package dev.plumbline.run.rollback;

import org.jspecify.annotations.NullMarked;
