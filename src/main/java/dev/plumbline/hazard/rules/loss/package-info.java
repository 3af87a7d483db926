/** What is dropped, and what is dropped or broken along with it. */
@NullMarked
package dev.plumbline.hazard.rules.loss;

import org.jspecify.annotations.NullMarked;
