/** What is stored about runs. */
@NullMarked
package dev.plumbline.store.run;

import org.jspecify.annotations.NullMarked;
