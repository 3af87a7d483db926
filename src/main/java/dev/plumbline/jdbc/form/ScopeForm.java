package dev.plumbline.jdbc.form;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.Scope.OfApprovals;
import dev.plumbline.finding.Scope.OfBackups;
import dev.plumbline.finding.Scope.OfCatalog;
import dev.plumbline.finding.Scope.OfChannel;
import dev.plumbline.finding.Scope.OfCheck;
import dev.plumbline.finding.Scope.OfComparison;
import dev.plumbline.finding.Scope.OfIdentity;
import dev.plumbline.finding.Scope.OfLosses;
import dev.plumbline.finding.Scope.OfMismatch;
import dev.plumbline.finding.Scope.OfPair;
import dev.plumbline.finding.Scope.OfScan;
import dev.plumbline.finding.Scope.OfSources;
import dev.plumbline.jdbc.form.text.StoredFormException;
import java.util.Optional;
import java.util.Set;

/** A scope by its key. */
public final class ScopeForm {
  private static final Set<String> OF_THREE = Set.of("check", "pair", "channel");

  private ScopeForm() {}

  /**
   * @param where what it is, for messages
   * @throws StoredFormException if it is the key of no scope that this version knows
   */
  public static Scope read(String key, String where) {
    String[] parts = key.split("/", 3);
    if (parts.length != (OF_THREE.contains(parts[0]) ? 3 : 2) || !EnvironmentId.isValid(parts[1])) {
      throw unknown(key, where);
    }
    return switch (parts[0]) {
      case "comparison" -> new OfComparison(new ComparisonName(parts[1]));
      case "sources" -> new OfSources(new EnvironmentId(parts[1]));
      case "mismatch" -> new OfMismatch(new EnvironmentId(parts[1]));
      case "catalog" -> new OfCatalog(new EnvironmentId(parts[1]));
      case "check" -> new OfCheck(new EnvironmentId(parts[1]), parts[2]);
      case "losses" -> new OfLosses(new EnvironmentId(parts[1]));
      case "identity" -> new OfIdentity(new EnvironmentId(parts[1]));
      case "pair" -> {
        if (!EnvironmentId.isValid(parts[2])) {
          throw unknown(key, where);
        }
        yield new OfPair(new EnvironmentId(parts[1]), new EnvironmentId(parts[2]));
      }
      case "scan" -> new OfScan(new EnvironmentId(parts[1]));
      case "channel" -> new OfChannel(new EnvironmentId(parts[1]), parts[2]);
      case "approvals" -> new OfApprovals(new EnvironmentId(parts[1]));
      case "backups" -> new OfBackups(new EnvironmentId(parts[1]));
      default -> throw unknown(key, where);
    };
  }

  private static StoredFormException unknown(String key, String where) {
    return new StoredFormException(
        where + " has the scope '" + key + "', which this version of Plumbline does not know");
  }

  public static Optional<ComparisonName> comparison(Scope scope) {
    return switch (scope) {
      case OfComparison(ComparisonName name) -> Optional.of(name);
      case OfSources ignored -> Optional.empty();
      case OfMismatch ignored -> Optional.empty();
      case OfCatalog ignored -> Optional.empty();
      case OfCheck ignored -> Optional.empty();
      case OfScan ignored -> Optional.empty();
      case OfLosses ignored -> Optional.empty();
      case OfIdentity ignored -> Optional.empty();
      case OfPair ignored -> Optional.empty();
      case OfChannel ignored -> Optional.empty();
      case OfApprovals ignored -> Optional.empty();
      case OfBackups ignored -> Optional.empty();
    };
  }
}
