/** What the store holds of environments, comparisons, polls, scans and checks. */
@NullMarked
package dev.plumbline.store.state;

import org.jspecify.annotations.NullMarked;
