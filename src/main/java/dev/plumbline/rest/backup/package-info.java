/** Backups over REST. */
@NullMarked
package dev.plumbline.rest.backup;

import org.jspecify.annotations.NullMarked;
