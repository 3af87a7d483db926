/** What a run carries out a plan with: Directus, and sessions in the database of the target. */
@NullMarked
package dev.plumbline.sync.port;

import org.jspecify.annotations.NullMarked;
