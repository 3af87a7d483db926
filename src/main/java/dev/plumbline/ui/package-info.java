/** Pages for people, rendered on the server. */
@NullMarked
package dev.plumbline.ui;

import org.jspecify.annotations.NullMarked;
