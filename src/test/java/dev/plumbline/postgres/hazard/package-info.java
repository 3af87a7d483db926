/** What counting on real rows answers, and what it does to a server. */
@NullMarked
package dev.plumbline.postgres.hazard;

import org.jspecify.annotations.NullMarked;
