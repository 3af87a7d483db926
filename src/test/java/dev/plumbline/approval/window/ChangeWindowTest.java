package dev.plumbline.approval.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangeWindowTest {
  /** The first of January 2030 is a Tuesday. */
  @ParameterizedTest
  @CsvSource({
    "Mon-Thu 09:00-16:00 Europe/Berlin, 2030-01-01T08:00:00Z, true",
    "Mon-Thu 09:00-16:00 Europe/Berlin, 2030-01-01T07:59:59Z, false",
    "Mon-Thu 09:00-16:00 Europe/Berlin, 2030-01-01T15:00:00Z, false",
    "Mon-Thu 09:00-16:00 Europe/Berlin, 2030-01-04T10:00:00Z, false",
    "tue 22:00-04:00,                   2030-01-01T23:00:00Z, true",
    "Tue 22:00-04:00 UTC,               2030-01-02T03:59:00Z, true",
    "Tue 22:00-04:00 UTC,               2030-01-02T04:00:00Z, false",
    "Tue 22:00-04:00 UTC,               2030-01-01T03:00:00Z, false",
    "Sat-Mon 00:00-00:00 UTC,           2030-01-06T12:00:00Z, true",
    "Sat-Mon 00:00-00:00 UTC,           2030-01-08T00:00:00Z, false",
    "'Mon,Wed 09:00-10:00 UTC',         2030-01-02T09:30:00Z, true",
  })
  void windowIsOpen(String text, Instant now, boolean isOpen) {
    ChangeWindow window = ChangeWindow.parse(text);

    assertThat(window.isOpen(now)).isEqualTo(isOpen);
    assertThat(ChangeWindow.parse(window.toString())).isEqualTo(window);
    assertThat(window.isOpen(window.opens(now))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mon",
        "Mon-Thu",
        "09:00-16:00",
        "Mon 9:00-16:00",
        "Mon 09:00-24:00",
        "Mon 09:60-16:00",
        "Monday 09:00-16:00",
        "Mon-Foo 09:00-16:00",
        "Mon, 09:00-16:00",
        "Mon 09:00-16:00 Berlin",
        "Mon 09:00-16:00 Europe/Berlin x",
        "0 0 9 ? * MON"
      })
  void otherTextsAreRefusedWithWhatIsRight(String text) {
    assertThatThrownBy(() -> ChangeWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("Mon-Thu 09:00-16:00 Europe/Berlin");
  }

  @Test
  void reasonIsNamedWhyNothingMayBeChanged() {
    Instant now = Instant.parse("2030-01-04T10:00:00Z");
    ChangeTimes times =
        new ChangeTimes(
            Optional.of(ChangeWindow.parse("Mon-Thu 09:00-16:00 Europe/Berlin")),
            Optional.of(new Freeze(Instant.parse("2030-01-05T00:00:00Z"), "sale")));

    assertThat(times.closed(now)).contains("it is frozen until 2030-01-05T00:00:00Z: sale");
    assertThat(times.closed(Instant.parse("2030-01-05T00:00:00Z")))
        .contains(
            "its change window is Mon,Tue,Wed,Thu 09:00-16:00 Europe/Berlin and opens at"
                + " 2030-01-07T08:00:00Z");
    assertThat(times.closed(Instant.parse("2030-01-07T08:00:00Z"))).isEmpty();
    assertThat(ChangeTimes.ALWAYS.closed(now)).isEmpty();
  }
}
