@NullMarked
package dev.plumbline.rest.report;

import org.jspecify.annotations.NullMarked;
