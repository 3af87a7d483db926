package dev.plumbline.ui.page;

import dev.plumbline.http.access.Caller;
import dev.plumbline.ui.page.Frame.Link;
import dev.plumbline.ui.page.Frame.Person;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Makes the frames of pages, for whoever is asking. */
@Singleton
public final class Frames {
  private final Caller caller;
  private final CurrentSession session;
  private final Clock clock;
  private final FormKeys keys;
  private final Assets assets;
  private final String version;

  Frames(
      Caller caller,
      CurrentSession session,
      Clock clock,
      FormKeys keys,
      Assets assets,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.caller = caller;
    this.session = session;
    this.clock = clock;
    this.keys = keys;
    this.assets = assets;
    this.version = version;
  }

  /** The parts of Plumbline that each page links to. */
  public enum Area {
    OVERVIEW("/", "Overview"),
    FINDINGS("/findings", "Findings"),
    PLANS("/plans", "Plans"),
    RUNS("/runs", "Runs"),
    REPORTS("/reports", "Reports"),
    AUDIT("/audit", "Audit");

    private final String path;
    private final String text;

    Area(String path, String text) {
      this.path = path;
      this.text = text;
    }
  }

  /**
   * @param rest the path of the same thing in REST
   */
  public Frame of(String title, Area area, String rest) {
    return new Frame(
        title,
        Optional.of(person()),
        links(area),
        Optional.of(rest),
        clock.instant(),
        version,
        assets.digest(),
        keys.next());
  }

  /** Of a page that says why there is no other, for somebody who is signed in. */
  Frame ofError(String title) {
    return new Frame(
        title,
        Optional.of(person()),
        links(null),
        Optional.empty(),
        clock.instant(),
        version,
        assets.digest(),
        keys.next());
  }

  private Person person() {
    return new Person(caller.name(), caller.role(), session.csrf());
  }

  /** Of a page for somebody who may not be signed in: it shows nothing of theirs. */
  public Frame signedOut(String title) {
    return new Frame(
        title,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        clock.instant(),
        version,
        assets.digest(),
        keys.next());
  }

  private static List<Link> links(@Nullable Area current) {
    return Arrays.stream(Area.values())
        .map(area -> new Link(area.path, area.text, area == current))
        .toList();
  }
}
