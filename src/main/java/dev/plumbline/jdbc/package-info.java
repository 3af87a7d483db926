/**
 * Our own store, in PostgreSQL. What it holds, and for how long: {@code docs/store.md}.
 *
 * <p><b>Locks.</b> Whoever changes what is known of an environment holds its row ({@code SELECT …
 * FOR UPDATE}); whoever changes findings or the comparison of a scope holds the advisory lock of
 * that scope; whoever writes about a scan, or what it found, holds the row of the scan. A
 * transaction takes one of these, first of all, and never a second one; only whoever adds events of
 * findings takes the advisory lock of all events, too, last of all ({@link FindingEventTable#add}),
 * and then waits for nothing. Whoever sends events on holds the row of its channel, and no other
 * lock; whoever adds a report, or records states, takes the advisory lock of those, and no other
 * one. While several replicas start, one of them at a time holds the lock of {@link
 * dev.plumbline.jdbc.sql.OneAtATime}, beside what Quartz does on other connections. The other rows
 * that a transaction writes belong to what it has locked; what is left are the {@code KEY SHARE}
 * locks of foreign keys on snapshots, and {@code prune}, the only one that deletes snapshots, never
 * waits for a row ({@code SKIP LOCKED}). So no two can wait for one another.
 *
 * <p>A snapshot that is pruned at the very moment in which it is referred to again violates a
 * foreign key; that transaction is repeated, as one that PostgreSQL chose as a victim would be.
 */
@NullMarked
package dev.plumbline.jdbc;

import org.jspecify.annotations.NullMarked;
