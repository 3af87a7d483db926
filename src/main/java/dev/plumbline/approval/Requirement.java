package dev.plumbline.approval;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What must be given before a plan may be carried out.
 *
 * @param people how many of them, without the one who proposed it
 * @param typesTarget whether each of them types the name of the target
 * @param consents the subjects of which each of them accepts the loss, one by one
 * @param because one clause
 */
public record Requirement(
    int people, boolean typesTarget, SortedSet<String> consents, String because) {
  public Requirement {
    consents = Collections.unmodifiableSortedSet(new TreeSet<>(consents));
  }
}
