package dev.plumbline.watch;

import dev.plumbline.snapshot.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of a reading: a digest of the code that decides what a reading holds. It covers the
 * given classes and every class of Plumbline that they refer to, directly or through others, so
 * that no change of the code can be forgotten. Two readings of different forms are never compared.
 *
 * @param digest SHA-256, 64 lower-case hexadecimal digits
 * @param classes binary names of the classes that it covers, with slashes
 */
public record ReadingVersion(String digest, Set<String> classes) {
  private static final String OURS = "dev/plumbline/";

  /** A class of ours by its name, in a descriptor or a signature. */
  private static final Pattern TYPE = Pattern.compile("L(" + OURS + "[\\w$/]+)");

  public ReadingVersion {
    classes = Set.copyOf(classes);
  }

  /** Of the classes that read, build and compare. */
  public static ReadingVersion of(Class<?>... roots) {
    Set<String> names = new TreeSet<>();
    for (Class<?> root : roots) {
      names.add(root.getName().replace('.', '/'));
    }
    return of(names, ReadingVersion::bytes);
  }

  /**
   * @param bytes the class file of a name
   */
  static ReadingVersion of(Set<String> roots, Function<String, byte[]> bytes) {
    Map<String, String> contents = new TreeMap<>();
    Deque<String> waiting = new ArrayDeque<>(roots);
    while (!waiting.isEmpty()) {
      String name = waiting.remove();
      if (!contents.containsKey(name)) {
        byte[] content = bytes.apply(name);
        contents.put(name, Base64.getEncoder().encodeToString(content));
        waiting.addAll(references(content));
      }
    }
    return new ReadingVersion(Fingerprint.sha256(contents.toString()), contents.keySet());
  }

  /** Names of descriptors are enough of a reference: a record may be only passed on. */
  private static Set<String> references(byte[] content) {
    Set<String> names = new TreeSet<>();
    ClassModel model = ClassFile.of().parse(content);
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type when type.asInternalName().startsWith(OURS) ->
            names.add(type.asInternalName());
        case Utf8Entry text -> {
          Matcher matcher = TYPE.matcher(text.stringValue());
          while (matcher.find()) {
            names.add(matcher.group(1));
          }
        }
        default -> {}
      }
    }
    return names;
  }

  private static byte[] bytes(String name) {
    try (InputStream stream =
        ReadingVersion.class.getClassLoader().getResourceAsStream(name + ".class")) {
      if (stream == null) {
        throw new IllegalStateException("the class file of " + name + " is missing");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
