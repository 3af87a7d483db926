/** The script that starts the packaged service. */
@NullMarked
package dev.plumbline.launch;

import org.jspecify.annotations.NullMarked;
