/** How much a thing matters, on one scale for everything that people are told. */
@NullMarked
package dev.plumbline.severity;

import org.jspecify.annotations.NullMarked;
