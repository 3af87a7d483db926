package dev.plumbline.directus;

import static java.util.stream.Gatherers.windowFixed;

import dev.plumbline.directus.answer.Answer;
import dev.plumbline.directus.answer.Route;
import dev.plumbline.directus.answer.SafeText;
import dev.plumbline.directus.answer.UnexpectedAnswers;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.FileBinaries.Storage;
import dev.plumbline.watch.source.UnreadableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Which files have no binary. Directus 11 and 12 answer 403 for a missing binary, even to an
 * administrator, as for a missing row, a token that may not see it, and a storage that is away. So
 * a binary is reported to be missing only if its row can be seen, another binary of the same
 * storage is served, and it is refused again after that one was.
 *
 * <p>Asked by HEAD, which opens no binary; {@code Range: bytes=0-0} would be answered with 416.
 */
final class AssetAnswers {
  private static final Pattern KEY =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Of one request: as many keys as fit into any server's longest line. */
  private static final int MOST_KEYS = 50;

  /** Of the body of an error. */
  private static final int ERROR_BYTES = 16 << 10;

  /** Of one storage, when all that were asked for are refused. */
  private static final int MOST_CONTROLS = 10;

  private final DirectusConnections session;
  private final Supplier<UUID> nonces;

  AssetAnswers(DirectusConnections session, Supplier<UUID> nonces) {
    this.session = session;
    this.nonces = nonces;
  }

  Set<String> missing(List<String> files) throws UnreadableException {
    List<String> served = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (String file : files) {
      (isServed(file) ? served : refused).add(file);
    }
    if (refused.isEmpty()) {
      return Set.of();
    }
    Map<String, String> storages = storages(refused);
    assertSeen(refused, storages.keySet(), files.size());
    Map<String, String> elsewhere = storages(served);
    for (String storage : new TreeSet<>(storages.values())) {
      assertServes(storage, elsewhere, refused);
    }
    Set<String> missing = new TreeSet<>();
    for (String file : refused) {
      if (!isServed(file)) {
        missing.add(file);
      }
    }
    return missing;
  }

  private boolean isServed(String file) throws UnreadableException {
    return switch (ask(file)) {
      case SERVED -> true;
      case REFUSED -> false;
      case OUT_OF_REACH ->
          throw new UnreadableException(
              Reason.UNAVAILABLE,
              "Directus does not know the storage location of file "
                  + file
                  + ", or cannot reach it");
    };
  }

  private Storage ask(String file) throws UnreadableException {
    if (!KEY.matcher(file).matches()) {
      throw new UnreadableException(
          Reason.MALFORMED,
          "a key of directus_files is not a UUID, so Directus cannot be asked for the file");
    }
    Optional<Storage> head = session.head(Route.ASSETS, file, AssetAnswers::byStatus);
    // Only the body of an error says whether the storage location is what is wrong.
    return head.isPresent() ? head.get() : session.get(Route.ASSETS, file, AssetAnswers::byBody);
  }

  private static Optional<Storage> byStatus(Answer answer) throws UnreadableException {
    return switch (answer.status()) {
      case 200 -> Optional.of(Storage.SERVED);
      case 403, 404 -> Optional.of(Storage.REFUSED);
      case 500, 503 -> Optional.empty();
      default -> throw UnexpectedAnswers.of(answer);
    };
  }

  private static Storage byBody(Answer answer) throws UnreadableException, IOException {
    Optional<Storage> status = byStatus(answer);
    if (status.isPresent()) {
      return status.get();
    }
    String body = answer.beginning(ERROR_BYTES);
    if (UnexpectedAnswers.isOfStorage(body)) {
      return Storage.OUT_OF_REACH;
    }
    throw UnexpectedAnswers.of(answer, body);
  }

  /**
   * Whether any of these is served; the first one is enough.
   *
   * @param files of one storage location
   */
  Storage storage(List<String> files) throws UnreadableException {
    for (String file : files) {
      Storage answer = ask(file);
      if (answer != Storage.REFUSED) {
        return answer;
      }
    }
    assertSeen(files, storages(files).keySet(), files.size());
    return Storage.REFUSED;
  }

  private static void assertSeen(Collection<String> files, Set<String> seen, int asked)
      throws UnreadableException {
    List<String> hidden = files.stream().filter(file -> !seen.contains(file)).toList();
    if (!hidden.isEmpty()) {
      throw new UnreadableException(
          Reason.FORBIDDEN,
          hidden.size()
              + " of "
              + asked
              + " files are not visible with this token, for example "
              + hidden.getFirst()
              + ", or were deleted just now; the token must be allowed to read all of"
              + " directus_files");
    }
  }

  /** Ends the asking unless a binary of this storage is served right now. */
  private void assertServes(String storage, Map<String, String> served, List<String> refused)
      throws UnreadableException {
    Optional<String> known =
        served.entrySet().stream()
            .filter(entry -> entry.getValue().equals(storage))
            .map(Map.Entry::getKey)
            .findFirst();
    List<String> controls = known.map(List::of).orElse(List.of());
    if (controls.isEmpty()) {
      controls = others(storage, refused);
    }
    for (String control : controls) {
      if (isServed(control)) {
        return;
      }
    }
    throw new UnreadableException(
        Reason.UNAVAILABLE,
        "Directus serves none of the files of storage '"
            + SafeText.of(storage, 60)
            + "' that Plumbline asked for: their binaries are missing, or the storage"
            + " is not available");
  }

  /** Some other files of a storage, the last of their order: seldom those that were asked for. */
  private List<String> others(String storage, List<String> but) throws UnreadableException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("fields", "id,storage");
    query.put("sort", "-id");
    query.put("limit", Integer.toString(MOST_CONTROLS));
    query.put("filter[storage][_eq]", storage);
    query.put("filter[id][_nin]", keys(but.subList(0, Math.min(MOST_KEYS, but.size()))));
    return List.copyOf(session.get(Route.FILES, query, AssetAnswers::rows).keySet());
  }

  /** Of those among these files whose row can be seen. */
  private Map<String, String> storages(List<String> files) throws UnreadableException {
    Map<String, String> storages = new TreeMap<>();
    for (List<String> some : files.stream().gather(windowFixed(MOST_KEYS)).toList()) {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("fields", "id,storage");
      query.put("limit", "-1");
      query.put("filter[id][_in]", keys(some));
      storages.putAll(session.get(Route.FILES, query, AssetAnswers::rows));
    }
    return storages;
  }

  /** With one that no file has: no answer that Directus has cached is to the same question. */
  private String keys(Collection<String> files) {
    return String.join(",", files) + "," + nonces.get();
  }

  private static Map<String, String> rows(Answer answer) throws UnreadableException, IOException {
    if (answer.status() != 200) {
      throw UnexpectedAnswers.of(answer);
    }
    if (!(answer.json().get("data") instanceof JsonArray(List<JsonValue> rows))) {
      throw answer.malformed(
          "JSON without a list in 'data'; check that directus.url is the URL of a Directus");
    }
    Map<String, String> storages = new LinkedHashMap<>();
    for (JsonValue row : rows) {
      if (row instanceof JsonObject file && !file.get("id").textOr("").isEmpty()) {
        storages.put(file.get("id").textOr(""), file.get("storage").textOr(""));
      }
    }
    return storages;
  }
}
