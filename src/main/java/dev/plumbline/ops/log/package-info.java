/** What is written to the log, whoever writes it. */
@NullMarked
package dev.plumbline.ops.log;

import org.jspecify.annotations.NullMarked;
