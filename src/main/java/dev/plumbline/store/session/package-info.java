/** Who has signed in to the pages. */
@NullMarked
package dev.plumbline.store.session;

import org.jspecify.annotations.NullMarked;
