/** Whether files have their binaries, asked of Directus. */
@NullMarked
package dev.plumbline.scan.work.files;

import org.jspecify.annotations.NullMarked;
