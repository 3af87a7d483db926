/** The tables of reports, and what other tables say of the past. */
@NullMarked
package dev.plumbline.jdbc.report;

import org.jspecify.annotations.NullMarked;
