package dev.plumbline.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The members of a JSON object behave as a sorted map of the JDK does. */
class SortedMembersTest {
  private static final String[] KEYS = {
    "", "A", "a", "aa", "b", "meta", "schema", "ä", "\uD83D\uDE00"
  };

  @Test
  void everyOperationIsThatOfATreeMap() {
    Random random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      SortedMap<String, JsonValue> expected = new TreeMap<>();
      SortedMembers members = SortedMembers.NONE;
      for (int step = random.nextInt(12); step > 0; step--) {
        String key = KEYS[random.nextInt(KEYS.length)];
        if (random.nextInt(3) == 0) {
          expected.remove(key);
          members = members.without(key);
        } else {
          JsonValue value = JsonValue.of(random.nextInt(3));
          expected.put(key, value);
          members = members.with(key, value);
        }
      }
      assertSame(members, expected, random);
      assertThat(SortedMembers.of(expected)).isEqualTo(members);
    }
  }

  private static void assertSame(
      SortedMap<String, JsonValue> members, SortedMap<String, JsonValue> expected, Random random) {
    assertThat(members).isEqualTo(expected).hasSameHashCodeAs(expected).hasSameSizeAs(expected);
    assertThat(expected).isEqualTo(members);
    assertThat(members.keySet()).containsExactlyElementsOf(expected.keySet());
    assertThat(members.values()).containsExactlyElementsOf(expected.values());
    for (String key : KEYS) {
      assertThat(members.get(key)).isEqualTo(expected.get(key));
      assertThat(members.containsKey(key)).isEqualTo(expected.containsKey(key));
    }
    String from = KEYS[random.nextInt(KEYS.length)];
    assertThat(members.headMap(from)).isEqualTo(expected.headMap(from));
    assertThat(members.tailMap(from)).isEqualTo(expected.tailMap(from));
    if (!expected.isEmpty()) {
      assertThat(members.firstKey()).isEqualTo(expected.firstKey());
      assertThat(members.lastKey()).isEqualTo(expected.lastKey());
    }
  }

  @Test
  void changedMembersLeaveTheOriginalAlone() {
    SortedMembers one = SortedMembers.NONE.with("a", JsonValue.of(1));

    SortedMembers doubled = one.withValues((key, value) -> JsonValue.of(key + key));

    assertThat(one).containsExactly(Map.entry("a", JsonValue.of(1)));
    assertThat(doubled).containsExactly(Map.entry("a", JsonValue.of("aa")));
  }
}
