package dev.plumbline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.severity.Severity;
import dev.plumbline.testkit.SamplePlans;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An approval is of one hash: nothing that a person reads may differ under it. */
class PlanSealerTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  /**
   * Of the sides, which are sealed by what was read of them, and of the time, which is not read.
   */
  private static final List<String> NOT_SEALED =
      List.of("proposal.source.name", "proposal.target.name", "proposal.at");

  @Test
  void everyValueOfAPlanIsSealed() throws ReflectiveOperationException {
    Contents contents =
        SamplePlans.contents(proposal(), Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM);
    String hash = hash(contents);
    List<String> same = new ArrayList<>();
    Map<String, Object> variants = variants(contents);

    variants.forEach(
        (path, variant) -> {
          if (hash((Contents) variant).equals(hash)) {
            same.add(path);
          }
        });

    assertThat(variants).hasSizeGreaterThan(60);
    assertThat(same).containsExactlyInAnyOrderElementsOf(NOT_SEALED);
  }

  private static Proposal proposal() {
    Proposal all = SamplePlans.proposal(new UUID(7, 2), "ada", NOW);
    return new Proposal(
        all.id(),
        all.comparison(),
        all.source(),
        all.target(),
        new Selection(List.of("articles"), List.of("*.meta.sort")),
        all.by(),
        all.at());
  }

  private static String hash(Contents contents) {
    Basis side =
        new Basis(
            new EnvironmentId("staging"), SamplePlans.fingerprint("x"), Optional.empty(), "12.4.0");
    return PlanSealer.seal(contents, side, side, "0a1b", "model", NOW).seal().hash();
  }

  /** Copies of a value, each with another leaf, by the path to that. */
  private static Map<String, Object> variants(Object value) throws ReflectiveOperationException {
    Map<String, Object> variants = new LinkedHashMap<>();
    switch (value) {
      case String text -> variants.put("", text + "x");
      case Boolean is -> variants.put("", !is);
      case Double number -> variants.put("", number + 1);
      case Long number -> variants.put("", number + 1);
      case Instant at -> variants.put("", at.plusSeconds(1));
      case UUID id -> variants.put("", new UUID(1, id.getLeastSignificantBits()));
      case Optional<?> optional -> {
        variants.put("", optional.isPresent() ? Optional.empty() : Optional.of("x"));
        if (optional.isPresent()) {
          variants(optional.get()).forEach((path, one) -> variants.put(path, Optional.of(one)));
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          List<Object> fewer = new ArrayList<>(list);
          fewer.remove(i);
          variants.put("[" + i + "]", fewer);
          for (Map.Entry<String, Object> one : variants(list.get(i)).entrySet()) {
            List<Object> other = new ArrayList<>(list);
            other.set(i, one.getValue());
            variants.put("[" + i + "]" + one.getKey(), other);
          }
        }
      }
      case Enum<?> constant -> {
        Object[] all = constant.getDeclaringClass().getEnumConstants();
        variants.put("", all[(List.of(all).indexOf(constant) + 1) % all.length]);
      }
      case Record record -> variants.putAll(variantsOf(record));
      case SortedMap<?, ?> ignored -> variants.put("", new TreeMap<>(Map.of("others", 1L)));
      default -> throw new IllegalArgumentException("no other " + value.getClass());
    }
    return variants;
  }

  private static Map<String, Object> variantsOf(Record record) throws ReflectiveOperationException {
    Map<String, Object> variants = new LinkedHashMap<>();
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      components[i].getAccessor().setAccessible(true);
      values[i] = components[i].getAccessor().invoke(record);
    }
    for (int i = 0; i < values.length; i++) {
      for (Map.Entry<String, Object> one : variants(values[i]).entrySet()) {
        Object[] other = values.clone();
        other[i] = one.getValue();
        var constructor = record.getClass().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        String separator = one.getKey().isEmpty() || one.getKey().startsWith("[") ? "" : ".";
        variants.put(
            components[i].getName() + separator + one.getKey(), constructor.newInstance(other));
      }
    }
    return variants;
  }
}
