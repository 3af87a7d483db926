/** The port of the audit in our store. */
@NullMarked
package dev.plumbline.store.audit;

import org.jspecify.annotations.NullMarked;
