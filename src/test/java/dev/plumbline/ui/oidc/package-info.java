@NullMarked
package dev.plumbline.ui.oidc;

import org.jspecify.annotations.NullMarked;
