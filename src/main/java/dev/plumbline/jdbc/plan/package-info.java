/** The tables of plans. */
@NullMarked
package dev.plumbline.jdbc.plan;

import org.jspecify.annotations.NullMarked;
