@NullMarked
package dev.plumbline.approval;

import org.jspecify.annotations.NullMarked;
