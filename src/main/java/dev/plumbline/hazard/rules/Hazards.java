package dev.plumbline.hazard.rules;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardInputs;
import dev.plumbline.hazard.HazardRule;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.Suspicion;
import dev.plumbline.hazard.SuspicionCollector;
import dev.plumbline.hazard.rules.access.CollectionBehaviour;
import dev.plumbline.hazard.rules.access.ExposedSecrets;
import dev.plumbline.hazard.rules.constraint.DuplicatesForbidden;
import dev.plumbline.hazard.rules.constraint.NullsForbidden;
import dev.plumbline.hazard.rules.constraint.OrphansForbidden;
import dev.plumbline.hazard.rules.constraint.RequiredFields;
import dev.plumbline.hazard.rules.constraint.RewrittenDefaults;
import dev.plumbline.hazard.rules.constraint.UndroppableIndexes;
import dev.plumbline.hazard.rules.constraint.UniqueDefaults;
import dev.plumbline.hazard.rules.loss.BrokenNames;
import dev.plumbline.hazard.rules.loss.DroppedColumns;
import dev.plumbline.hazard.rules.loss.DroppedObjects;
import dev.plumbline.hazard.rules.loss.DroppedTables;
import dev.plumbline.hazard.rules.loss.LikelyRenames;
import dev.plumbline.hazard.rules.platform.CarriedMismatches;
import dev.plumbline.hazard.rules.platform.DependentObjectsInTheWay;
import dev.plumbline.hazard.rules.platform.LicenceLimit;
import dev.plumbline.hazard.rules.platform.MissingExtensions;
import dev.plumbline.hazard.rules.platform.NameCollisions;
import dev.plumbline.hazard.rules.platform.PlatformDifferences;
import dev.plumbline.hazard.rules.platform.PooledSessions;
import dev.plumbline.hazard.rules.platform.SequencesBehind;
import dev.plumbline.hazard.rules.platform.TableLocks;
import dev.plumbline.hazard.rules.platform.TableOwners;
import dev.plumbline.hazard.rules.relation.AllowedCollections;
import dev.plumbline.hazard.rules.relation.CascadingDeletes;
import dev.plumbline.hazard.rules.relation.ExistingForeignKeys;
import dev.plumbline.hazard.rules.relation.ForbiddenSetNull;
import dev.plumbline.hazard.rules.type.CaseSensitivity;
import dev.plumbline.hazard.rules.type.KeyTypes;
import dev.plumbline.hazard.rules.type.ReadDifferently;
import dev.plumbline.hazard.rules.type.RecheckedConstraints;
import dev.plumbline.hazard.rules.type.TypeChanges;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All rules about what a plan could hurt. Pure: equal inputs and answers, equal hazards. */
public final class Hazards {
  /** Closed: a rule that is not here is not asked. */
  private static final List<HazardRule> RULES =
      List.of(
          new DroppedTables(),
          new DroppedColumns(),
          new LikelyRenames(),
          new DroppedObjects(),
          new BrokenNames(),
          new NullsForbidden(),
          new DuplicatesForbidden(),
          new UniqueDefaults(),
          new RequiredFields(),
          new OrphansForbidden(),
          new RewrittenDefaults(),
          new UndroppableIndexes(),
          new TypeChanges(),
          new RecheckedConstraints(),
          new ReadDifferently(),
          new KeyTypes(),
          new CaseSensitivity(),
          new CascadingDeletes(),
          new AllowedCollections(),
          new ForbiddenSetNull(),
          new ExistingForeignKeys(),
          new ExposedSecrets(),
          new CollectionBehaviour(),
          new NameCollisions(),
          new DependentObjectsInTheWay(),
          new SequencesBehind(),
          new TableOwners(),
          new LicenceLimit(),
          new MissingExtensions(),
          new PooledSessions(),
          new TableLocks(),
          new CarriedMismatches(),
          new PlatformDifferences());

  private static final Comparator<Hazard> GRAVEST_FIRST =
      Comparator.comparing(Hazard::severity)
          .thenComparing(Hazard::code)
          .thenComparing(Hazard::subject)
          .thenComparing(Hazard::message);

  private Hazards() {}

  /** What could be a hazard; {@link #questions} of it are to be counted on the target. */
  public static List<Suspicion> suspicions(HazardInputs inputs) {
    SuspicionCollector collector = new SuspicionCollector();
    RULES.forEach(rule -> rule.apply(inputs, collector));
    return collector.suspicions();
  }

  /** Each question once, in the order of the suspicions. */
  public static Set<RowQuestion> questions(List<Suspicion> suspicions) {
    Set<RowQuestion> questions = new LinkedHashSet<>();
    suspicions.forEach(suspicion -> questions.addAll(suspicion.questions()));
    return questions;
  }

  /**
   * What is a hazard.
   *
   * @param answers to {@link #questions}; a missing one counts as not counted
   * @return the gravest first, then by code and subject
   */
  public static List<Hazard> judge(
      List<Suspicion> suspicions, Map<RowQuestion, RowAnswer> answers) {
    return suspicions.stream()
        .map(suspicion -> suspicion.judge(answers))
        .flatMap(Optional::stream)
        .sorted(GRAVEST_FIRST)
        .distinct()
        .toList();
  }

  /** Of two lists the hazards of both, the gravest first, then by code and subject. */
  public static List<Hazard> together(List<Hazard> some, List<Hazard> others) {
    return Stream.concat(some.stream(), others.stream()).sorted(GRAVEST_FIRST).distinct().toList();
  }
}
