@NullMarked
package dev.plumbline.watch;

import org.jspecify.annotations.NullMarked;
