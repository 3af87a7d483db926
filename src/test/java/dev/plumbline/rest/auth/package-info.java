@NullMarked
package dev.plumbline.rest.auth;

import org.jspecify.annotations.NullMarked;
