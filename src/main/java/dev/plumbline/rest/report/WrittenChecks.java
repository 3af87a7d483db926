package dev.plumbline.rest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.plumbline.environment.BoundedCache;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingId;
import dev.plumbline.rest.wire.integrity.CheckView;
import dev.plumbline.store.state.CheckStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON of all checks, compressed, of the environments that were asked for last. It is written
 * once for each time that a check or the finding of one changes.
 */
@Singleton
public final class WrittenChecks {
  /** In bytes; a thousand checks have some 15 kB, compressed, besides what they were made from. */
  private static final int MOST = 16 << 20;

  /** In bytes, about: of one check that the JSON was made from. */
  private static final int CHECK = 500;

  private final ObjectMapper json;
  private final BoundedCache<EnvironmentId, Written> last = new BoundedCache<>(MOST, Written::size);

  /** Everything that the JSON of the checks of an environment is made from. */
  private record Basis(List<CheckStatus> checks, Map<FindingId, Instant> opened) {}

  /** The JSON array of the checks, compressed. */
  private static final class Written {
    private final Basis basis;
    private final byte[] array;

    Written(Basis basis, byte[] array) {
      this.basis = basis;
      this.array = array;
    }

    int size() {
      return array.length + CHECK * basis.checks().size();
    }
  }

  WrittenChecks(ObjectMapper json) {
    this.json = json;
  }

  /**
   * All checks of an environment, as a list that is cheap to write as JSON.
   *
   * @param opened when each finding that is not resolved was opened
   */
  public List<CheckView> of(
      EnvironmentId environment, List<CheckStatus> checks, Map<FindingId, Instant> opened) {
    return new Checks(environment, new Basis(checks, opened));
  }

  /** Each view is made when it is asked for; as JSON, none is. */
  private final class Checks extends AbstractList<CheckView> implements JsonSerializable {
    private final EnvironmentId environment;
    private final Basis basis;

    Checks(EnvironmentId environment, Basis basis) {
      this.environment = environment;
      this.basis = basis;
    }

    @Override
    public CheckView get(int index) {
      return CheckView.of(environment, basis.checks().get(index), basis.opened());
    }

    @Override
    public int size() {
      return basis.checks().size();
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider serializers)
        throws IOException {
      try (Reader array =
          new InputStreamReader(CompressedJson.read(written().array), StandardCharsets.UTF_8)) {
        // What comes between this value and the one before it.
        generator.writeRawValue("");
        char[] part = new char[CompressedJson.BUFFER];
        int read;
        // No part ends with half a surrogate pair: Jackson writes both halves as escapes.
        while ((read = array.read(part)) >= 0) {
          generator.writeRaw(part, 0, read);
        }
      }
    }

    @Override
    public void serializeWithType(
        JsonGenerator generator, SerializerProvider serializers, TypeSerializer type)
        throws IOException {
      serialize(generator, serializers);
    }

    private Written written() throws IOException {
      Written known = last.find(environment).orElse(null);
      if (known != null && known.basis.equals(basis)) {
        return known;
      }
      Written made = new Written(basis, CompressedJson.write(json, new ArrayList<>(this)));
      last.keep(environment, made);
      return made;
    }
  }
}
