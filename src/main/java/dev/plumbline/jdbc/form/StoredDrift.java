package dev.plumbline.jdbc.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.drift.Drift.Ignored;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.jdbc.form.DriftForm.Part;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.form.text.StoredObject;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A drift as it is stored: each iteration reads its lines anew, one at a time. */
public final class StoredDrift implements DriftParts {
  private static final int BUFFER = 8192;

  private final byte[] body;
  private final String where;
  private final int newest;

  StoredDrift(byte[] body, String where, int newest) {
    this.body = body;
    this.where = where;
    this.newest = newest;
  }

  /** Of the bytes; the same for the same drift. */
  public long checksum() {
    CRC32C checksum = new CRC32C();
    checksum.update(body);
    return checksum.getValue();
  }

  /**
   * Reads all of it once.
   *
   * @throws StoredFormException if any of it cannot be read
   */
  public void check() {
    Map<Part, Integer> counts = new EnumMap<>(Part.class);
    try (BufferedReader reader = reader()) {
      StoredObject root = root(reader.readLine());
      Part last = Part.CHANGE;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        Part part = DriftForm.part(line, where);
        if (part.compareTo(last) < 0) {
          throw new StoredFormException(where + " has a line of " + part + " after " + last);
        }
        last = part;
        DriftForm.check(part, item(line, part, counts.merge(part, 1, Integer::sum)));
      }
      DriftForm.check(root, counts, where);
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private BufferedReader reader() throws IOException {
    return new BufferedReader(
        new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(body), BUFFER), UTF_8));
  }

  private StoredObject root(@Nullable String line) {
    if (line == null || DriftForm.part(line, where) != Part.FORM) {
      throw new StoredFormException(where + " does not begin with its form");
    }
    return StoredObject.root(line.substring(1), where, newest);
  }

  private StoredObject item(String line, Part part, int number) {
    return StoredObject.of(line.substring(1), where + ": " + part.name() + " " + number);
  }

  @Override
  public Iterable<Change> changes() {
    return () -> new Lines<>(Part.CHANGE, ChangeForm::read);
  }

  @Override
  public Iterable<Ignored> ignored() {
    return () -> new Lines<>(Part.IGNORED, DriftForm::ignored);
  }

  @Override
  public Iterable<RenameCandidate> renames() {
    return () -> new Lines<>(Part.RENAME, DriftForm::rename);
  }

  @Override
  public Iterable<RuleRemark> remarks() {
    return () -> new Lines<>(Part.REMARK, DriftForm::remark);
  }

  /** The lines of one part. What is left open holds nothing but memory. */
  private final class Lines<T> implements Iterator<T> {
    private final Part wanted;
    private final Function<StoredObject, T> form;
    private final BufferedReader reader;
    private @Nullable String next;
    private int count;

    Lines(Part wanted, Function<StoredObject, T> form) {
      this.wanted = wanted;
      this.form = form;
      try {
        this.reader = reader();
      } catch (IOException e) {
        throw damaged(e);
      }
      this.next = DriftForm.isEmpty(root(line()), wanted) ? null : wantedLine();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public T next() {
      String line = next;
      if (line == null) {
        throw new NoSuchElementException();
      }
      next = wantedLine();
      return form.apply(item(line, wanted, ++count));
    }

    private @Nullable String wantedLine() {
      String line = line();
      while (line != null && DriftForm.part(line, where).compareTo(wanted) < 0) {
        line = line();
      }
      return line != null && DriftForm.part(line, where) == wanted ? line : null;
    }

    private @Nullable String line() {
      try {
        return reader.readLine();
      } catch (IOException e) {
        throw damaged(e);
      }
    }
  }

  private StoredFormException damaged(IOException e) {
    return new StoredFormException(where + " is damaged: " + e.getMessage(), e);
  }
}
