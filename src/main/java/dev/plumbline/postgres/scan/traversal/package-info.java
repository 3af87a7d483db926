/** Ways through the rows of a table, in steps that can be resumed. */
@NullMarked
package dev.plumbline.postgres.scan.traversal;

import org.jspecify.annotations.NullMarked;
