package dev.plumbline.store.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.drift.Change;
import dev.plumbline.drift.Drift.Ignored;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.drift.RenameCandidate;
import dev.plumbline.store.form.DriftForm.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.Iterator;
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
   * Reads all of it.
   *
   * @throws StoredFormException if any of it cannot be read
   */
  public void check() {
    changes().forEach(change -> {});
    ignored().forEach(ignored -> {});
    renames().forEach(rename -> {});
    remarks().forEach(remark -> {});
    // Where there is nothing, nothing was read to its end, where the checksum is.
    try (InputStream all = unpacked()) {
      all.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  private InputStream unpacked() throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(body), BUFFER);
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
    private final Function<StoredObject, T> item;
    private final BufferedReader reader;
    private @Nullable String next;
    private int count;

    Lines(Part wanted, Function<StoredObject, T> item) {
      this.wanted = wanted;
      this.item = item;
      try {
        this.reader = new BufferedReader(new InputStreamReader(unpacked(), UTF_8));
      } catch (IOException e) {
        throw damaged(e);
      }
      String first = line();
      if (first == null || DriftForm.part(first, where) != Part.FORM) {
        throw new StoredFormException(where + " does not begin with its form");
      }
      StoredObject root = StoredObject.root(first.substring(1), where, newest);
      this.next = DriftForm.isEmpty(root, wanted) ? null : wantedLine();
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
      return item.apply(
          StoredObject.of(line.substring(1), where + ": " + wanted.name() + " " + ++count));
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
