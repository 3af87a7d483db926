/** What is remembered: its values, and the stores that keep them. */
@NullMarked
package dev.plumbline.memory;

import org.jspecify.annotations.NullMarked;
