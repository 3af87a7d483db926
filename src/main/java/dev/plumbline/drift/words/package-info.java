/** What the sentences of changes are made of. */
@NullMarked
package dev.plumbline.drift.words;

import org.jspecify.annotations.NullMarked;
