/** Makes backups of watched databases, and proves each one by restoring it. */
@NullMarked
package dev.plumbline.backup;

import org.jspecify.annotations.NullMarked;
