/** What PostgreSQL knows of a table, and which way to read it follows from that. */
@NullMarked
package dev.plumbline.postgres.scan.traversal.statistics;

import org.jspecify.annotations.NullMarked;
