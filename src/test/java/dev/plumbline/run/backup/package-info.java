@NullMarked
package dev.plumbline.run.backup;

import org.jspecify.annotations.NullMarked;
