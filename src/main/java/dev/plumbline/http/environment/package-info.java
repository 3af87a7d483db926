/** What may be asked of an environment. */
@NullMarked
package dev.plumbline.http.environment;

import org.jspecify.annotations.NullMarked;
