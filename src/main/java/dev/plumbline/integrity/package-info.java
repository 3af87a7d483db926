/** Which records break a rule that the content model states. */
@NullMarked
package dev.plumbline.integrity;

import org.jspecify.annotations.NullMarked;
