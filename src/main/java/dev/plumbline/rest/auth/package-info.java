/** Who asks, and what they may do and see. */
@NullMarked
package dev.plumbline.rest.auth;

import org.jspecify.annotations.NullMarked;
