package dev.plumbline.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a replica does by itself has connections that no request can take away. */
class ForWorkTest {
  private static final Path CLASSES = Path.of("target/classes/dev/plumbline/wiring");
  private static final Set<Class<?>> STORES =
      Set.of(MonitorStore.class, FindingStore.class, ScanStore.class, ReplicaStore.class);

  @Test
  void everyStoreOfTheWiringIsOneForWork() throws Exception {
    List<String> stores = new ArrayList<>();
    List<String> ofRequests = new ArrayList<>();
    for (Class<?> type : types()) {
      for (var constructor : type.getDeclaredConstructors()) {
        for (Parameter parameter : constructor.getParameters()) {
          if (STORES.contains(parameter.getType())) {
            String place = type.getSimpleName() + "." + parameter.getName();
            stores.add(place);
            if (!parameter.isAnnotationPresent(ForWork.class)) {
              ofRequests.add(place);
            }
          }
        }
      }
    }

    assertThat(ofRequests).isEmpty();
    assertThat(stores).contains("ScheduledWork.store", "Retention.store", "Lifecycle.store");
  }

  /** Those that Quarkus adds to a class have no part in it. */
  private static List<Class<?>> types() throws Exception {
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(CLASSES)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("_") && !name.equals("package-info.class")) {
          types.add(
              Class.forName(
                  "dev.plumbline.wiring." + name.substring(0, name.length() - ".class".length()),
                  false,
                  ForWorkTest.class.getClassLoader()));
        }
      }
    }
    return types;
  }
}
