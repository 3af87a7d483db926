/** Backups of real databases, and what is no backup. */
@NullMarked
package dev.plumbline.backup;

import org.jspecify.annotations.NullMarked;
