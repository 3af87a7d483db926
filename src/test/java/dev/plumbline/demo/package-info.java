/** Three drifted environments and the service that watches them, to check and to play with. */
@NullMarked
package dev.plumbline.demo;

import org.jspecify.annotations.NullMarked;
