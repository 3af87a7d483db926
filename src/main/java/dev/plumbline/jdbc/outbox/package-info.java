/** What is still to be sent, in PostgreSQL. */
@NullMarked
package dev.plumbline.jdbc.outbox;

import org.jspecify.annotations.NullMarked;
