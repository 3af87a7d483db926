/** What is counted to verify a target. */
@NullMarked
package dev.plumbline.sync.verify;

import org.jspecify.annotations.NullMarked;
