package dev.plumbline.integrity.compile;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.integrity.compile.field.rule.ValidationCheck;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.integrity.compile.system.SystemCheck;
import dev.plumbline.integrity.compile.table.TableCheck;
import java.util.Arrays;
import java.util.stream.Stream;

/** The code of every check. */
public final class CheckCodes {
  private static final CheckCode[] VALUES =
      Stream.<CheckCode[]>of(
              RelationCheck.values(),
              FieldCheck.values(),
              ValidationCheck.values(),
              TableCheck.values(),
              SystemCheck.values())
          .flatMap(Arrays::stream)
          .toArray(CheckCode[]::new);

  private CheckCodes() {}

  /** In the order of {@code docs/checks.md}. */
  public static CheckCode[] values() {
    return VALUES.clone();
  }

  /** Whether the values that break it are secrets, or were; nobody may be shown them. */
  public static boolean isAboutSecrets(CheckCode code) {
    return code == FieldCheck.CONCEALED_VALUE_OVERWRITTEN;
  }
}
