/** Drift, and records and catalog, for people: Markdown and HTML. */
@NullMarked
package dev.plumbline.rest.report;

import org.jspecify.annotations.NullMarked;
