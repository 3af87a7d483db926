/** A real Chromium for tests of pages. */
@NullMarked
package dev.plumbline.lab.browser;

import org.jspecify.annotations.NullMarked;
