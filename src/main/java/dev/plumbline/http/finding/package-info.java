/** What may be asked of a finding. */
@NullMarked
package dev.plumbline.http.finding;

import org.jspecify.annotations.NullMarked;
