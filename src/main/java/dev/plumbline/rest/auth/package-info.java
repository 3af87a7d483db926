/** Requests to REST need a token. */
@NullMarked
package dev.plumbline.rest.auth;

import org.jspecify.annotations.NullMarked;
