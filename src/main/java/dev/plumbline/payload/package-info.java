/**
 * What Directus's {@code POST /schema/diff} answers and {@code POST /schema/apply} takes, as data:
 * what a plan would send, and what must never be sent.
 */
@NullMarked
package dev.plumbline.payload;

import org.jspecify.annotations.NullMarked;
