/** Encrypts the files of backups with age. */
@NullMarked
package dev.plumbline.encryption;

import org.jspecify.annotations.NullMarked;
