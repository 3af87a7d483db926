/** What follows a deployment to an environment: a poll, then a scan, then the answer. */
@NullMarked
package dev.plumbline.deployment;

import org.jspecify.annotations.NullMarked;
