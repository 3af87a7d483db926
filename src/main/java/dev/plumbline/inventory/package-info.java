/** What of the catalog a snapshot can't carry. */
@NullMarked
package dev.plumbline.inventory;

import org.jspecify.annotations.NullMarked;
