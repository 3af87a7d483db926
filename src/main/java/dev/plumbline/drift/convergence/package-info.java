/** What Directus can never bring about, for whoever decides what is sent to it. */
@NullMarked
package dev.plumbline.drift.convergence;

import org.jspecify.annotations.NullMarked;
