/** Puts the parts of backups together, and makes those that are due. */
@NullMarked
package dev.plumbline.wiring.backup;

import org.jspecify.annotations.NullMarked;
