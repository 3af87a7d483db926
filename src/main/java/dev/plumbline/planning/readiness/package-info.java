/** Finds out before a run what it would lack, without the credentials that write. */
@NullMarked
package dev.plumbline.planning.readiness;

import org.jspecify.annotations.NullMarked;
