/** How it is found out what a run would lack. */
@NullMarked
package dev.plumbline.planning.readiness;

import org.jspecify.annotations.NullMarked;
