/** Tests of sending, to real HTTP and mail servers. */
@NullMarked
package dev.plumbline.notify;

import org.jspecify.annotations.NullMarked;
