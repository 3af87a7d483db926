/** What is in a database for a well-known reason, and is therefore not a mismatch. */
@NullMarked
package dev.plumbline.mismatch.wellknown;

import org.jspecify.annotations.NullMarked;
