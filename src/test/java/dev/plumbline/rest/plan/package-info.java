@NullMarked
package dev.plumbline.rest.plan;

import org.jspecify.annotations.NullMarked;
