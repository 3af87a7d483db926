/** Sends on what happens to findings. */
@NullMarked
package dev.plumbline.notification;

import org.jspecify.annotations.NullMarked;
