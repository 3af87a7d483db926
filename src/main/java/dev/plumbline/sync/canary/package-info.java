/** Creates, reads, changes and deletes an item in each collection that a run created. */
@NullMarked
package dev.plumbline.sync.canary;

import org.jspecify.annotations.NullMarked;
