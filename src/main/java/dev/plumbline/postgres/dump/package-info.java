/** Reads the content of whole databases, to compare a dump with what was dumped. */
@NullMarked
package dev.plumbline.postgres.dump;

import org.jspecify.annotations.NullMarked;
