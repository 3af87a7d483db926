/** Which replicas live, what each is configured with, and which of them polls and scans what. */
@NullMarked
package dev.plumbline.replica;

import org.jspecify.annotations.NullMarked;
