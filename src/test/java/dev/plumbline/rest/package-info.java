@NullMarked
package dev.plumbline.rest;

import org.jspecify.annotations.NullMarked;
