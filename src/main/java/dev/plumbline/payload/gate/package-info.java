/** What must never be sent to {@code POST /schema/apply}. */
@NullMarked
package dev.plumbline.payload.gate;

import org.jspecify.annotations.NullMarked;
