/** Plumbline: keeps the Directus environments of one team true to one another. */
@NullMarked
package dev.plumbline;

import org.jspecify.annotations.NullMarked;
