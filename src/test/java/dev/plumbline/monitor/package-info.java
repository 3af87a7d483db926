/** The monitor, stepped by hand against in-memory twins. */
@NullMarked
package dev.plumbline.monitor;

import org.jspecify.annotations.NullMarked;
