/** Sessions of browsers, in PostgreSQL. */
@NullMarked
package dev.plumbline.jdbc.session;

import org.jspecify.annotations.NullMarked;
