/** Three drifted environments and the service that watches them, to look at and to play with. */
@NullMarked
package dev.plumbline.demo;

import org.jspecify.annotations.NullMarked;
