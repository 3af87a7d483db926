/** Expressions and queries as different major versions of PostgreSQL print them. */
@NullMarked
package dev.plumbline.drift.objects.prints;

import org.jspecify.annotations.NullMarked;
