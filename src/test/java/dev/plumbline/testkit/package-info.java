/** In-memory twins of adapters and builders, shared by tests. */
@NullMarked
package dev.plumbline.testkit;

import org.jspecify.annotations.NullMarked;
