/** Plans: what each would do and hurt, and the forms that decide about it. */
@NullMarked
package dev.plumbline.ui.plan;

import org.jspecify.annotations.NullMarked;
