/** Contents of databases. */
@NullMarked
package dev.plumbline.postgres.dump;

import org.jspecify.annotations.NullMarked;
