/** What Plumbline costs, measured against the real thing: {@code docs/performance.md}. */
@NullMarked
package dev.plumbline.bench;

import org.jspecify.annotations.NullMarked;
