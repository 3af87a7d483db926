/** The tables of environments, comparisons, findings and replicas: their rows as values. */
@NullMarked
package dev.plumbline.jdbc.table;

import org.jspecify.annotations.NullMarked;
