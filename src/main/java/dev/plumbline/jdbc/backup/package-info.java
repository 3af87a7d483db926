/** The table of backups. */
@NullMarked
package dev.plumbline.jdbc.backup;

import org.jspecify.annotations.NullMarked;
