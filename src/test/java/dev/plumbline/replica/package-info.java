/** What one replica does, without a store. */
@NullMarked
package dev.plumbline.replica;

import org.jspecify.annotations.NullMarked;
