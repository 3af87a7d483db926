/** Whether damage is found, and by which rule. */
@org.jspecify.annotations.NullMarked
package dev.plumbline.run.verification;
