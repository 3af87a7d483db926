/** What may be sent to {@code POST /schema/apply}, and what must not. */
@NullMarked
package dev.plumbline.payload;

import org.jspecify.annotations.NullMarked;
