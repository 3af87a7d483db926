/** What a run would be carried out with, and what it would lack, as hazards. */
@NullMarked
package dev.plumbline.hazard.means;

import org.jspecify.annotations.NullMarked;
