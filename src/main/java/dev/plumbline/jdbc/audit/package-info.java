/** The tables of the audit. */
@NullMarked
package dev.plumbline.jdbc.audit;

import org.jspecify.annotations.NullMarked;
