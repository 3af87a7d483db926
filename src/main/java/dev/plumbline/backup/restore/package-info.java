/** Restores dumps into databases of their own. */
@NullMarked
package dev.plumbline.backup.restore;

import org.jspecify.annotations.NullMarked;
