/** What both faces that answer requests, REST and the pages, stand on. */
@NullMarked
package dev.plumbline.http;

import org.jspecify.annotations.NullMarked;
