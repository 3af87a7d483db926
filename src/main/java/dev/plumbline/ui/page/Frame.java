package dev.plumbline.ui.page;

import dev.plumbline.configuration.ApiToken.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What stands around a page.
 *
 * @param title of the page
 * @param who empty if nobody is signed in
 * @param rest the path of the same thing in REST; empty if there is none
 * @param now what ages are counted from
 * @param formKey new for each page: a form that is sent twice does its work once
 * @param version of Plumbline
 * @param assets by which browsers know that the style sheet is another one
 */
public record Frame(
    String title,
    Optional<Person> who,
    List<Link> links,
    Optional<String> rest,
    Instant now,
    String version,
    String assets,
    String formKey) {

  /**
   * Who is signed in.
   *
   * @param csrf what each form sends along
   */
  public record Person(String name, Role role, String csrf) {}

  /**
   * A link in the head of each page.
   *
   * @param isCurrent whether the page belongs to it
   */
  public record Link(String path, String text, boolean isCurrent) {}

  /** What each form sends along. */
  public String csrf() {
    return who.map(Person::csrf).orElse("");
  }

  /** Whether the one who is signed in may do what an operator may. */
  public boolean operator() {
    return may(Role.OPERATOR);
  }

  /** Likewise for an approver. */
  public boolean approver() {
    return may(Role.APPROVER);
  }

  /** Likewise for an administrator. */
  public boolean admin() {
    return may(Role.ADMIN);
  }

  private boolean may(Role role) {
    return who.filter(person -> person.role().includes(role)).isPresent();
  }
}
