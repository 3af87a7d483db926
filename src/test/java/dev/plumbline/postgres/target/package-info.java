/** The target of a run, on real servers. */
@NullMarked
package dev.plumbline.postgres.target;

import org.jspecify.annotations.NullMarked;
