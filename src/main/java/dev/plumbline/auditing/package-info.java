/** Checks that the audit is as it was recorded. */
@NullMarked
package dev.plumbline.auditing;

import org.jspecify.annotations.NullMarked;
