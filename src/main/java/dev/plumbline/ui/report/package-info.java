/** The reports of periods. */
@NullMarked
package dev.plumbline.ui.report;

import org.jspecify.annotations.NullMarked;
