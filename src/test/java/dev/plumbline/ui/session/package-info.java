@NullMarked
package dev.plumbline.ui.session;

import org.jspecify.annotations.NullMarked;
