/** The memory: one contract for the store in PostgreSQL and for its twin. */
@NullMarked
package dev.plumbline.finding.observation;

import org.jspecify.annotations.NullMarked;
