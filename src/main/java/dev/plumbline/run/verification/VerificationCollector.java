package dev.plumbline.run.verification;

import dev.plumbline.run.verification.Verification.Failure;
import dev.plumbline.run.verification.Verification.Rule;
import java.util.ArrayList;
import java.util.List;

/** What the rules found so far. */
final class VerificationCollector {
  private final List<Failure> failures = new ArrayList<>();
  private final List<String> byOthers = new ArrayList<>();
  private final List<String> uncertain = new ArrayList<>();

  void fail(Rule rule, String sentence) {
    failures.add(new Failure(rule, sentence));
  }

  void byOthers(String sentence) {
    byOthers.add(sentence);
  }

  void uncertain(String sentence) {
    uncertain.add(sentence);
  }

  List<Failure> failures() {
    return failures;
  }

  List<String> byOthers() {
    return byOthers;
  }

  List<String> uncertain() {
    return uncertain;
  }
}
