/** Whether a target is what a plan was made for, and what it has become. */
@NullMarked
package dev.plumbline.sync.verify;

import org.jspecify.annotations.NullMarked;
