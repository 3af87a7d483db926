/** What the operator said, validated as a whole before anything starts. */
@NullMarked
package dev.plumbline.configuration;

import org.jspecify.annotations.NullMarked;
