/** What is stored about backups. */
@NullMarked
package dev.plumbline.store.backup;

import org.jspecify.annotations.NullMarked;
