/** What runs and rollbacks do, phase by phase. */
@NullMarked
package dev.plumbline.sync.work;

import org.jspecify.annotations.NullMarked;
