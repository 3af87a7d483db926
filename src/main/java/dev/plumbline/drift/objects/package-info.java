/** How two inventories differ. */
@NullMarked
package dev.plumbline.drift.objects;

import org.jspecify.annotations.NullMarked;
