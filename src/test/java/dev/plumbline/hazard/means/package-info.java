/** What a run would lack, each with facts that have it. */
@NullMarked
package dev.plumbline.hazard.means;

import org.jspecify.annotations.NullMarked;
