/** Signing in and out in a browser, and what protects a session. */
@NullMarked
package dev.plumbline.ui.session;

import org.jspecify.annotations.NullMarked;
