/** Plumbline itself as its users run it: the packaged service in a process of its own. */
@NullMarked
package dev.plumbline.lab.service;

import org.jspecify.annotations.NullMarked;
