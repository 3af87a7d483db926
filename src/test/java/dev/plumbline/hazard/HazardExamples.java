package dev.plumbline.hazard;

import dev.plumbline.hazard.HazardCase.Rows;
import dev.plumbline.hazard.means.SampleFacts;
import dev.plumbline.hazard.rules.Hazards;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Of each code all sentences that the rules make of the cases. */
public final class HazardExamples {
  private HazardExamples() {}

  public static Map<HazardCode, Set<String>> all() {
    Map<HazardCode, Set<String>> examples = new EnumMap<>(HazardCode.class);
    HazardCases.all()
        .forEach(one -> one.hazards(Rows.MANY).forEach(hazard -> add(hazard, examples)));
    HazardInputs known = HazardCase.inputs(s -> s.drop("quotes"), s -> {}, List.of(), List.of());
    HazardInputs unknown =
        new HazardInputs(
            known.items(),
            known.source(),
            known.target(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
    Hazards.judge(Hazards.suspicions(unknown), Map.of()).forEach(hazard -> add(hazard, examples));
    SampleFacts.hazards().forEach(hazard -> add(hazard, examples));
    return examples;
  }

  private static void add(Hazard hazard, Map<HazardCode, Set<String>> examples) {
    examples.computeIfAbsent(hazard.code(), code -> new TreeSet<>()).add(hazard.message());
  }
}
