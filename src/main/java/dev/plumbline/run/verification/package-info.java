/** Whether a run did what its plan said, and nothing else. */
@NullMarked
package dev.plumbline.run.verification;

import org.jspecify.annotations.NullMarked;
