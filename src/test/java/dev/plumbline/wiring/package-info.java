@NullMarked
package dev.plumbline.wiring;

import org.jspecify.annotations.NullMarked;
