/** Findings, and what somebody does about one. */
@NullMarked
package dev.plumbline.ui.finding;

import org.jspecify.annotations.NullMarked;
