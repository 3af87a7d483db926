/** What forms of pages send, and links with parameters. */
@NullMarked
package dev.plumbline.ui.form;

import org.jspecify.annotations.NullMarked;
