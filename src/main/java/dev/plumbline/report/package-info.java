/** Reports of a span of time: made from the history in the store, stored, and read again. */
@NullMarked
package dev.plumbline.report;

import org.jspecify.annotations.NullMarked;
