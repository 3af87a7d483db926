/** Which rows the backup of a run must have. */
@NullMarked
package dev.plumbline.run.backup;

import org.jspecify.annotations.NullMarked;
