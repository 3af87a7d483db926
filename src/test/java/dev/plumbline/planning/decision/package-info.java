@NullMarked
package dev.plumbline.planning.decision;

import org.jspecify.annotations.NullMarked;
