/** Alerts, by the programs that evaluate them. */
@NullMarked
package dev.plumbline.alerting;

import org.jspecify.annotations.NullMarked;
