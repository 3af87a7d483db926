/** Sends notifications over HTTP and by e-mail. */
@NullMarked
package dev.plumbline.notify;

import org.jspecify.annotations.NullMarked;
