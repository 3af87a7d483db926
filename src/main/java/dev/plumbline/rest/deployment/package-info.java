/** Deployments over REST. */
@NullMarked
package dev.plumbline.rest.deployment;

import org.jspecify.annotations.NullMarked;
