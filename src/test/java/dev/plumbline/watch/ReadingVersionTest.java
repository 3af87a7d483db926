package dev.plumbline.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingVersionTest {
  private final Map<String, byte[]> classes = new HashMap<>();

  @Test
  void itCoversWhatARootRefersToDirectlyAndThroughOthers() {
    write("Root", "returns 1", "Direct");
    write("Direct", "returns 1", "Indirect");
    write("Indirect", "returns 1", "Root");
    write("Other", "returns 1", "Root");

    assertThat(form().classes())
        .containsExactlyInAnyOrder(
            "dev/plumbline/Root", "dev/plumbline/Direct", "dev/plumbline/Indirect");
  }

  @Test
  void itChangesWithTheCodeOfAClassThatIsReachedAndWithNoOther() {
    write("Root", "returns 1", "Direct");
    write("Direct", "returns 1", "Root");
    write("Other", "returns 1", "Root");
    String before = form().digest();

    write("Other", "returns 2", "Root");
    assertThat(form().digest()).isEqualTo(before);

    write("Direct", "returns 2", "Root");
    assertThat(form().digest()).isNotEqualTo(before);

    write("Direct", "returns 1", "Root");
    assertThat(form().digest()).isEqualTo(before);
  }

  private ReadingVersion form() {
    return ReadingVersion.of(
        Set.of("dev/plumbline/Root"), name -> Objects.requireNonNull(classes.get(name)));
  }

  /** A class with a method that takes another one and returns a text. */
  private void write(String name, String text, String other) {
    ClassDesc taken = ClassDesc.of("dev.plumbline." + other);
    classes.put(
        "dev/plumbline/" + name,
        ClassFile.of()
            .build(
                ClassDesc.of("dev.plumbline." + name),
                type ->
                    type.withMethodBody(
                        "text",
                        MethodTypeDesc.of(ConstantDescs.CD_String, taken),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                        code -> code.ldc(text).areturn())));
  }
}
