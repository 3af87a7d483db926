/** Backups of real databases, and files that cannot be restored. */
@NullMarked
package dev.plumbline.backup;

import org.jspecify.annotations.NullMarked;
