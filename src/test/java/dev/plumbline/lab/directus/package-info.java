/** Directus itself: installed from npm, run as a process, spoken to as its administrator. */
@NullMarked
package dev.plumbline.lab.directus;

import org.jspecify.annotations.NullMarked;
