/** Files, ports and processes of the machine on which the laboratory runs. */
@NullMarked
package dev.plumbline.lab.machine;

import org.jspecify.annotations.NullMarked;
