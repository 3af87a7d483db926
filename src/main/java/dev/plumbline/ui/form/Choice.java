package dev.plumbline.ui.form;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One of some options that a person chooses from. */
public record Choice(String value, boolean isChosen) {
  /** All constants, in their order. */
  public static <T> List<Choice> of(T[] values, Function<T, String> label, Optional<T> chosen) {
    return of(Arrays.stream(values).map(label).toList(), chosen.map(label));
  }

  public static List<Choice> of(List<String> values, Optional<String> chosen) {
    return values.stream()
        .map(value -> new Choice(value, chosen.filter(value::equals).isPresent()))
        .toList();
  }
}
