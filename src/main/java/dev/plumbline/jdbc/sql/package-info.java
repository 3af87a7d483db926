/** Connections, transactions and statements of the store, and what their failures mean. */
@NullMarked
package dev.plumbline.jdbc.sql;

import org.jspecify.annotations.NullMarked;
