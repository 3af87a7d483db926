/** The port of the plans in our store. */
@NullMarked
package dev.plumbline.store.plan;

import org.jspecify.annotations.NullMarked;
