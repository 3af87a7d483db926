package dev.plumbline.postgres.scan.counting;

import dev.plumbline.integrity.Tally;
import dev.plumbline.snapshot.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which broken rows were counted, of each of several checks, as hashes of their primary keys: so
 * that a row that moved meanwhile is not counted twice.
 *
 * @param counted empty for a check of which there were too many to remember
 * @param complete whether all that were counted are remembered; without a primary key, only nothing
 *     can be
 */
public record CountedKeys(List<SortedSet<Long>> counted, List<Boolean> complete) {
  /** Of each check. They are stored with the position, after each step. */
  public static final int MOST = 2000;

  public CountedKeys {
    counted = List.copyOf(counted);
    complete = List.copyOf(complete);
  }

  public static CountedKeys nothing(int checks) {
    List<SortedSet<Long>> counted = new ArrayList<>();
    List<Boolean> complete = new ArrayList<>();
    for (int i = 0; i < checks; i++) {
      counted.add(new TreeSet<>());
      complete.add(true);
    }
    return new CountedKeys(counted, complete);
  }

  public CountedKeys plus(CountResult found) {
    List<SortedSet<Long>> all = new ArrayList<>();
    List<Boolean> known = new ArrayList<>();
    for (int check = 0; check < counted.size(); check++) {
      SortedSet<Long> hashes = new TreeSet<>(counted.get(check));
      List<List<String>> keys = found.keys(check);
      keys.forEach(key -> hashes.add(hash(key)));
      boolean complete =
          this.complete.get(check)
              && keys.size() == found.counts().get(check)
              && hashes.size() <= MOST;
      all.add(complete ? hashes : new TreeSet<>());
      known.add(complete);
    }
    return new CountedKeys(all, known);
  }

  /**
   * Of rows that may have been counted before, those that were not. Never too many, and never none
   * if nothing was counted before: then all of them are new, for which no key is needed. Of more
   * than could be taken along, at most as many as are remembered are not new. If it is not known
   * any more which ones were counted, none is said to be new.
   */
  public Tally unknown(int check, CountResult found) {
    SortedSet<Long> known = counted.get(check);
    if (!complete.get(check)) {
      return Tally.NONE;
    }
    if (known.isEmpty()) {
      return found.tally(check);
    }
    List<List<String>> keys = found.keys(check);
    List<List<String>> fresh = keys.stream().filter(key -> !known.contains(hash(key))).toList();
    long all = found.counts().get(check);
    long met = keys.size() - (long) fresh.size();
    // Of those that were not taken along, every remembered one that was not met yet may be one.
    long others = Math.max(0, all - keys.size() - (known.size() - met));
    return new Tally(fresh.size() + others, fresh.stream().limit(Tally.MOST_SAMPLES).toList());
  }

  public String text() {
    List<String> texts = new ArrayList<>();
    for (int check = 0; check < counted.size(); check++) {
      SortedSet<Long> hashes = counted.get(check);
      ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * Long.BYTES);
      hashes.forEach(bytes::putLong);
      texts.add(
          complete.get(check)
              ? Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array())
              : "!");
    }
    return String.join(",", texts);
  }

  public static CountedKeys parse(String text) {
    List<SortedSet<Long>> counted = new ArrayList<>();
    List<Boolean> complete = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      boolean known = !part.equals("!");
      SortedSet<Long> hashes = new TreeSet<>();
      if (known) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(part));
        while (bytes.hasRemaining()) {
          hashes.add(bytes.getLong());
        }
      }
      counted.add(hashes);
      complete.add(known);
    }
    return new CountedKeys(counted, complete);
  }

  public static long hash(List<String> key) {
    MessageDigest digest = Fingerprint.sha256();
    for (String column : key) {
      byte[] bytes = column.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
