/** What one scan works with: its plan, its budget, its journal, its connection. */
@NullMarked
package dev.plumbline.scan.work.run;

import org.jspecify.annotations.NullMarked;
