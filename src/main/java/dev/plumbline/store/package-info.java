/** The ports of Plumbline's own store, and their values. */
@NullMarked
package dev.plumbline.store;

import org.jspecify.annotations.NullMarked;
