/** Tests of what is sent, and when. */
@NullMarked
package dev.plumbline.notification;

import org.jspecify.annotations.NullMarked;
