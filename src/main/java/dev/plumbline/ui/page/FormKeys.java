package dev.plumbline.ui.page;

/** Makes keys by which a form that is sent twice is known (the {@code Idempotency-Key} of REST). */
public interface FormKeys {
  String next();
}
