package dev.plumbline.integrity.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.SchemaObjects.UserType.Domain;
import dev.plumbline.catalog.SchemaObjects.UserType.EnumType;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.All;
import dev.plumbline.integrity.Condition.Any;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Comparator;
import dev.plumbline.integrity.Condition.Compares;
import dev.plumbline.integrity.Condition.Contains;
import dev.plumbline.integrity.Condition.Form;
import dev.plumbline.integrity.Condition.Garbled;
import dev.plumbline.integrity.Condition.IsEmpty;
import dev.plumbline.integrity.Condition.IsNull;
import dev.plumbline.integrity.Condition.ItemNotIn;
import dev.plumbline.integrity.Condition.ListForm;
import dev.plumbline.integrity.Condition.Malformed;
import dev.plumbline.integrity.Condition.Matches;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.Condition.Operand.OfColumn;
import dev.plumbline.integrity.Condition.Where;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldChecksTest {
  private static final String CONCEALED = "concealed_value_overwritten/t.f";
  private static final OfColumn TEXT = new OfColumn("f", Category.TEXT);
  private static final OfColumn SINGLE = new OfColumn("f", Category.SINGLE);
  private static final OfColumn NUMBER = new OfColumn("f", Category.NUMBER);

  @Test
  void requiredFieldIsCheckedForNullAndForNothing() {
    Model model = field("varchar", "{'required': true, 'special': 'conceal'}");

    assertThat(model.ids()).containsExactly(CONCEALED, "required_empty/t.f", "required_null/t.f");
    assertThat(broken(model, "required_null/t.f")).isEqualTo(new IsNull(TEXT));
    assertThat(broken(model, "required_empty/t.f")).isEqualTo(new IsEmpty(TEXT));
  }

  @Test
  void requiredFieldIsNotCheckedForWhatItCannotBe() {
    assertThat(field("integer", "{'required': true}").ids()).containsExactly("required_null/t.f");
    assertThat(field("integer not null", "{'required': true}").ids()).isEmpty();
    assertThat(field("integer not null not valid", "{'required': true}").ids())
        .containsExactly("required_null/t.f");
    assertThat(field("json", "{'required': true}").ids()).containsExactly("required_null/t.f");
    assertThat(field("integer", "{'required': false}").ids()).isEmpty();
  }

  @Test
  void conditionThatLiftsTheRequirementLeavesNothingToCheck() {
    assertThat(field("integer", "{'required': true, 'conditions': [{'required': false}]}").ids())
        .isEmpty();
    assertThat(field("integer", "{'required': true, 'conditions': [{'required': null}]}").ids())
        .isEmpty();
    assertThat(field("integer", "{'required': true, 'conditions': [{'required': true}]}").ids())
        .containsExactly("required_null/t.f");
    assertThat(
            field(
                    "integer",
                    "{'required': true, 'conditions': [{'clear_hidden_value_on_save': true}]}")
                .ids())
        .isEmpty();
    assertThat(
            field("integer", "{'required': true, 'group': 'g'}")
                .field(
                    "t.g",
                    "{'special': 'alias,group', 'conditions': [{'clear_hidden_value_on_save': true}]}")
                .ids())
        .isEmpty();
    assertThat(field("integer", "{'required': true, 'conditions': [{'hidden': true}]}").ids())
        .containsExactly("required_null/t.f");
  }

  static Stream<Arguments> choiceIsOneOfTheListAsTheColumnWritesIt() {
    return Stream.of(
        Arguments.of(
            "varchar",
            "'interface': 'select-dropdown', 'options': {'choices': [{'value': 'b'}, {'value': 1}, {'text': 'no value'}]}",
            new NotIn(TEXT, List.of("1", "b"))),
        Arguments.of(
            "varchar",
            "'required': true, 'interface': 'select-radio', 'options': {'choices': [{'value': 'b'}]}",
            new NotIn(TEXT, List.of("", "b"))),
        Arguments.of(
            "numeric",
            "'interface': 'select-dropdown', 'options': {'choices': [{'value': '1.50'}, {'value': 2.5}, {'value': 'x'}]}",
            new All(
                List.of(
                    new Compares(NUMBER, Comparator.NOT_EQUAL, "1.5"),
                    new Compares(NUMBER, Comparator.NOT_EQUAL, "2.5")))),
        Arguments.of(
            "real",
            "'interface': 'select-dropdown', 'options': {'choices': [{'value': 0.1}, {'value': '0.5'}]}",
            new All(
                List.of(
                    new Compares(SINGLE, Comparator.NOT_EQUAL, "0.1"),
                    new Compares(SINGLE, Comparator.NOT_EQUAL, "0.5")))),
        Arguments.of(
            "boolean",
            "'interface': 'select-radio', 'options': {'choices': [{'value': true}]}",
            new NotIn(new OfColumn("f", Category.BOOLEAN), List.of("true"))),
        Arguments.of(
            "json",
            "'interface': 'select-multiple-checkbox-tree', 'options': {'choices': [{'value': 'a', 'children': [{'value': 'b'}]}]}",
            new ItemNotIn(new OfColumn("f", Category.JSON), ListForm.JSON, List.of("a", "b"))),
        Arguments.of(
            "text",
            "'special': 'cast-csv', 'interface': 'select-multiple-dropdown', 'options': {'choices': [{'value': 'a'}]}",
            new ItemNotIn(TEXT, ListForm.CSV, List.of("a"))),
        Arguments.of(
            "text",
            "'special': 'cast-csv', 'interface': 'tags', 'options': {'allowCustom': false, 'presets': ['x', 'y']}",
            new ItemNotIn(TEXT, ListForm.CSV, List.of("x", "y"))),
        Arguments.of(
            "varchar",
            "'interface': 'select-dropdown', 'options': {'choices': [{'value': 'a'}]}, 'conditions': [{'options': {'choices': [{'value': 'b'}]}}]",
            new NotIn(TEXT, List.of("a", "b"))));
  }

  @ParameterizedTest
  @MethodSource
  void choiceIsOneOfTheListAsTheColumnWritesIt(String type, String meta, Condition broken) {
    assertThat(broken(field(type, "{" + meta + "}"), "not_a_choice/t.f")).isEqualTo(broken);
  }

  @Test
  void valuesOfArchivingAreChoices() {
    String choices = "{'interface': 'select-dropdown', 'options': {'choices': [{'value': 'a'}]}}";
    String meta = "{'archive_field': '%s', 'archive_value': 'gone', 'unarchive_value': %s}";

    assertThat(
            broken(
                field("varchar", choices).collection("t", meta.formatted("f", "'draft'")),
                "not_a_choice/t.f"))
        .isEqualTo(new NotIn(TEXT, List.of("a", "draft", "gone")));
    assertThat(
            broken(
                field("varchar", choices).collection("t", meta.formatted("f", "null")),
                "not_a_choice/t.f"))
        .isEqualTo(new NotIn(TEXT, List.of("a", "gone")));
    assertThat(
            broken(
                field("varchar", choices).collection("t", meta.formatted("id", "'draft'")),
                "not_a_choice/t.f"))
        .isEqualTo(new NotIn(TEXT, List.of("a")));
  }

  /** As Prisma makes them; PostgreSQL writes the name of the type in quotes. */
  @Test
  void enumsAndDomainsWithCapitalsAreKnown() {
    SchemaObjects objects =
        new SchemaObjects(
            List.of(),
            List.of(
                new EnumType("Status", List.of("a", "b")),
                new Domain(
                    "Label",
                    new ColumnType("character varying", 24),
                    true,
                    Optional.empty(),
                    List.of())),
            List.of(),
            List.of(),
            List.of());
    String choices = "{'interface': 'select-dropdown', 'options': {'choices': [{'value': 'a'}]}}";

    assertThat(broken(field("\"Status\"", choices).objects(objects), "not_a_choice/t.f"))
        .isEqualTo(new NotIn(new OfColumn("f", Category.OTHER), List.of("a")));
    assertThat(broken(field("\"Label\"", choices).objects(objects), "not_a_choice/t.f"))
        .isEqualTo(new NotIn(TEXT, List.of("a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'interface': 'select-dropdown', 'options': {'allowOther': true, 'choices': [{'value': 'a'}]}",
        "'interface': 'select-dropdown', 'options': {'choices': []}",
        "'interface': 'select-dropdown'",
        "'interface': 'select-icon', 'options': {'choices': [{'value': 'a'}]}",
        "'interface': 'tags', 'options': {'presets': ['a']}",
        "'interface': 'input', 'options': {'choices': [{'value': 'a'}]}",
        "'interface': 'select-dropdown', 'options': {'choices': [{'value': 'a'}]}, 'conditions': [{'options': {'allowOther': true}}]"
      })
  void whereAnythingMayBeChosenNothingIsChecked(String meta) {
    assertThat(field("varchar", "{" + meta + "}").ids()).containsExactly("mojibake/t.f");
  }

  @Test
  void choicesThatCannotBeComparedAreReported() {
    assertThat(
            field(
                    "varchar",
                    "{'interface': 'select-multiple-dropdown', 'options': {'choices': [{'value': 'a'}]}}")
                .uncheckable())
        .containsExactly(
            "not_a_choice/t.f: Choices of the interface select-multiple-dropdown cannot be compared with what a field of the type string holds in a column of the type character varying.");
  }

  static Stream<Arguments> ruleIsBrokenByWhatDirectusWouldRefuse() {
    return Stream.of(
        rule(
            "integer",
            "{'_gte': 1}",
            new Not(new Compares(NUMBER, Comparator.GREATER_OR_EQUAL, "1"))),
        rule(
            "integer",
            "{'_gte': 1, '_lte': '60'}",
            new Not(
                new All(
                    List.of(
                        new Compares(NUMBER, Comparator.GREATER_OR_EQUAL, "1"),
                        new Compares(NUMBER, Comparator.LESS_OR_EQUAL, "60"))))),
        rule(
            "integer",
            "{'_between': [1, 5]}",
            new Not(
                new All(
                    List.of(
                        new Compares(NUMBER, Comparator.GREATER_OR_EQUAL, "1"),
                        new Compares(NUMBER, Comparator.LESS_OR_EQUAL, "5"))))),
        rule(
            "real",
            "{'_lte': 0.1}",
            new Not(new Compares(SINGLE, Comparator.LESS_OR_EQUAL, "0.1"))),
        rule("real", "{'_nin': [0.1, '2']}", new Compares(SINGLE, Comparator.EQUAL, "0.1")),
        rule("integer", "{'_neq': 5}", new Compares(NUMBER, Comparator.EQUAL, "5")),
        rule(
            "integer",
            "{'_in': [1, '2']}",
            new Not(
                new Any(
                    List.of(
                        new Compares(NUMBER, Comparator.EQUAL, "1"),
                        new Compares(NUMBER, Comparator.EQUAL, "2"))))),
        // Directus does not take "2" for 2 here, so that nothing refuses it.
        rule("integer", "{'_nin': [1, '2']}", new Compares(NUMBER, Comparator.EQUAL, "1")),
        rule("varchar", "{'_eq': 5}", new Not(new Compares(TEXT, Comparator.EQUAL, "5"))),
        rule("varchar", "{'_nempty': true}", new IsEmpty(TEXT)),
        rule("varchar", "{'_null': true}", new Not(new IsNull(TEXT))),
        rule(
            "varchar",
            "{'_or': [{'_null': true}, {'_starts_with': 'x'}]}",
            new Not(new Contains(TEXT, Where.AT_THE_START, "x", false))),
        rule("varchar", "{'_nends_with': 'x'}", new Contains(TEXT, Where.AT_THE_END, "x", false)),
        rule(
            "varchar",
            "{'_icontains': 'x'}",
            new Not(new Contains(TEXT, Where.ANYWHERE, "x", true))),
        rule("varchar", "{'_regex': '/^[a-z]+$/'}", new Not(new Matches(TEXT, "^[a-z]+$"))),
        rule(
            "date",
            "{'_lt': '2020-01-01'}",
            new Not(
                new Compares(
                    new OfColumn("f", Category.TIME), Comparator.LESS, "2020-01-01T00:00:00"))),
        rule(
            "timestamp with time zone",
            "{'_gt': '2020-01-01T01:30:00+01:00'}",
            new Not(
                new Compares(
                    new OfColumn("f", Category.INSTANT),
                    Comparator.GREATER,
                    "2020-01-01T00:30:00Z"))));
  }

  private static Arguments rule(String type, String rule, Condition broken) {
    return Arguments.of(type, rule, broken);
  }

  @ParameterizedTest
  @MethodSource
  void ruleIsBrokenByWhatDirectusWouldRefuse(String type, String rule, Condition broken) {
    assertThat(broken(validated(type, "{'_and': [{'f': " + rule + "}]}"), "validation_broken/t.f"))
        .isEqualTo(broken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'f': {'_nnull': true}}",
        "{'f': {'_submitted': true}}",
        "{'f': {'_or': [{'_nnull': true}, {'_eq': 5}]}}",
        "{'_or': []}",
        "{'_and': []}",
        "{}",
        "{'f': {'_in': []}}",
        "{'f': {}}"
      })
  void ruleThatNoValueBreaksIsNoCheck(String validation) {
    Model model = validated("integer", validation);

    assertThat(model.ids()).isEmpty();
    assertThat(model.uncheckable()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integer | {'f': {'_lt': '$NOW'}} | _lt has the variable $NOW as its value.",
        "integer | {'other': {'_eq': 1}} | The rule has the key other, which is"
            + " neither its own field nor an operator.",
        "integer | {'_and': [{'f': {'_eq': 1}}, {'year(f)': {'_eq': 1}}]} | The rule"
            + " has the key year(f), which is neither its own field nor an operator.",
        "integer | {'f': {'_intersects': 1}} | The rule uses _intersects.",
        "integer | {'_not': {'f': {'_eq': 1}}} | The rule uses the operator _not.",
        "integer | {'f': {'_null': false}} | The rule has _null: false.",
        "integer | {'f': {'_gt': 'x'}} | _gt has a value that the column cannot be"
            + " compared with.",
        "varchar | {'f': {'_gt': 5}} | _gt cannot be checked for a field of the type"
            + " string in a column of the type character varying.",
        "integer | {'f': {'_contains': 'x'}} | _contains cannot be checked for a field"
            + " of the type integer in a column of the type integer.",
        "varchar | {'f': {'_icontains': 'ß'}} | _icontains ignores the case of letters beyond ASCII.",
        "varchar | {'f': {'_regex': '\\\\bx'}} | The pattern of _regex has a part that"
            + " PostgreSQL reads differently from JavaScript: \\b.",
        "integer | {'_and': 5} | The rule is malformed.",
        "integer | [5] | The rule is malformed."
      })
  void ruleThatCannotBeAskedIsReported(String type, String validation, String sentence) {
    assertThat(validated(type, validation).uncheckable())
        .containsExactly("validation_broken/t.f: " + sentence);
    assertThat(validated(type, validation).ids()).doesNotContain("validation_broken/t.f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^[^\\\\s@]+@[^\\\\s@]+\\\\.[a-z]{2,}$ | malformed_email",
        "^https?://[^\\\\s]+$ | malformed_url",
        "^[A-Z]+$ | validation_broken",
        ".* | validation_broken",
        "^(([a-z]+)+)+x$ | validation_broken",
      })
  void patternForAddressesIsNamedAfterThem(String pattern, String code) {
    assertThat(validated("varchar", "{'f': {'_regex': '" + pattern + "'}}").ids())
        .containsExactly(Stream.of("mojibake/t.f", code + "/t.f").sorted().toArray(String[]::new));
  }

  @Test
  void ruleOfAHashWasAboutSomethingElse() {
    assertThat(
            field("varchar", "{'special': 'hash', 'validation': {'f': {'_regex': '^.{8,}$'}}}")
                .ids())
        .containsExactly(CONCEALED);
  }

  @Test
  void valueThatTheApiConcealsIsComparedWithWhatItShows() {
    for (String special : List.of("hash", "conceal", "hash,conceal", "encrypt")) {
      assertThat(field("varchar", "{'special': '" + special + "'}").ids())
          .containsExactly(CONCEALED);
    }
    assertThat(broken(field("text", "{'special': 'conceal'}"), CONCEALED))
        .isEqualTo(new Not(new NotIn(TEXT, List.of("**********", "\"**********\""))));
    assertThat(field("json", "{'special': 'conceal'}").ids()).containsExactly(CONCEALED);
    assertThat(field("integer", "{'special': 'conceal'}").ids()).isEmpty();
    assertThat(field("uuid", "{'special': 'conceal'}").ids()).isEmpty();
    assertThat(
            field("varchar", "{'special': 'conceal'}")
                .surroundings(new CheckContext(new TreeSet<>(Set.of("t.f")), Optional.empty()))
                .ids())
        .isEmpty();
  }

  @Test
  void emptyTextOfARequiredFieldIsReportedOnce() {
    assertThat(
            broken(
                field("varchar", "{'required': true, 'validation': {'f': {'_starts_with': 'x'}}}"),
                "validation_broken/t.f"))
        .isEqualTo(
            new All(
                List.of(
                    new Not(new IsEmpty(TEXT)),
                    new Not(new Contains(TEXT, Where.AT_THE_START, "x", false)))));
  }

  @Test
  void textMustBeWhatDirectusSaysItIs() {
    assertThat(broken(field("varchar", "{'special': 'uuid'}"), "malformed_uuid/t.f"))
        .isEqualTo(new Malformed(TEXT, Form.UUID));
    assertThat(broken(field("text", "{'special': 'cast-json'}"), "malformed_json/t.f"))
        .isEqualTo(new Malformed(TEXT, Form.JSON));
    assertThat(field("uuid", "{'special': 'uuid'}").ids()).isEmpty();
  }

  @Test
  void textThatPeopleReadIsSearchedForGarbage() {
    assertThat(broken(field("text", "{}"), "mojibake/t.f")).isEqualTo(new Garbled(TEXT));
    assertThat(field("varchar", "{'special': 'hash'}").ids()).containsExactly(CONCEALED);
    assertThat(field("varchar", "{'special': 'conceal'}").ids()).containsExactly(CONCEALED);
    assertThat(field("json", "{}").ids()).isEmpty();
  }

  private static Object broken(Model model, String id) {
    return ((Rows) model.check(id)).broken();
  }

  private static Model validated(String type, String validation) {
    return field(type, "{'validation': " + validation + "}");
  }

  private static Model field(String type, String meta) {
    return Model.empty().table("t", "id uuid pk", "f " + type).field("t.f", meta);
  }
}
