/** Plumbline as a command that ends: checks the configuration, or reads everything once. */
@NullMarked
package dev.plumbline.wiring.command;

import org.jspecify.annotations.NullMarked;
