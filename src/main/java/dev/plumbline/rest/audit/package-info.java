/** The audit over REST. */
@NullMarked
package dev.plumbline.rest.audit;

import org.jspecify.annotations.NullMarked;
