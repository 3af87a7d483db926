/** The PostgreSQL server under all environments of a laboratory. */
@NullMarked
package dev.plumbline.lab.postgres;

import org.jspecify.annotations.NullMarked;
