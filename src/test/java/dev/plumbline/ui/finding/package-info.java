/** What pages say of a finding. */
@NullMarked
package dev.plumbline.ui.finding;

import org.jspecify.annotations.NullMarked;
