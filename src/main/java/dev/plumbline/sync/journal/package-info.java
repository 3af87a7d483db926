/** Where a run is, written before and after each thing that it does. */
@NullMarked
package dev.plumbline.sync.journal;

import org.jspecify.annotations.NullMarked;
