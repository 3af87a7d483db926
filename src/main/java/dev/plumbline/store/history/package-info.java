/** What the store knows of the past, and the reports that were made of it. */
@NullMarked
package dev.plumbline.store.history;

import org.jspecify.annotations.NullMarked;
