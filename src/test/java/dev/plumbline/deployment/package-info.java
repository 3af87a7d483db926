/** Tests of what follows a deployment of Directus. */
@NullMarked
package dev.plumbline.deployment;

import org.jspecify.annotations.NullMarked;
