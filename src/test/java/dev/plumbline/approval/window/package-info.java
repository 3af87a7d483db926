@NullMarked
package dev.plumbline.approval.window;

import org.jspecify.annotations.NullMarked;
