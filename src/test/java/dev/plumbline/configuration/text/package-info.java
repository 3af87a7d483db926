@NullMarked
package dev.plumbline.configuration.text;

import org.jspecify.annotations.NullMarked;
