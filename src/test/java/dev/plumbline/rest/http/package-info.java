@NullMarked
package dev.plumbline.rest.http;

import org.jspecify.annotations.NullMarked;
