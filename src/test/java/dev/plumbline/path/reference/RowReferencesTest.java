package dev.plumbline.path.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.path.FieldPaths;
import dev.plumbline.path.Website;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are JSON with {@code '} for quotes, parts by their names. */
class RowReferencesTest {
  private final FieldPaths paths = new FieldPaths(Website.contents());

  @Test
  void presetNamesFieldsInEachLayoutAndItsFilter() {
    assertThat(
            broken(
                RowReferences.PRESETS,
                """
                {'collection': 'posts',
                 'layout_query': {'tabular': {'fields': ['id', 'gone_a', 'author.gone_b'], 'sort': ['-gone_c']},
                                  'cards': {'sort': '-gone_d,title'}, 'of_others': {'fields': ['x']}},
                 'layout_options': {
                   'tabular': {'widths': {'gone_w': 100}, 'align': {'gone_w': 'left'}},
                   'cards': {'title': '{{gone_e}}', 'subtitle': '{{ author.gone_f }}', 'imageSource': 'gone_g', 'icon': 'box'},
                   'calendar': {'template': '{{gone_h}}', 'startDateField': 'gone_i', 'endDateField': 'gone_j'},
                   'map': {'geometryField': 'gone_k', 'displayTemplate': '{{gone_l}}'},
                   'kanban': {'groupField': 'author', 'groupTitle': 'gone_m', 'dateField': 'gone_n', 'titleField': 'title'}},
                 'filter': {'_and': [{'gone_o': {'_eq': 'x'}}, {'_or': [{'author': {'gone_p': {'_null': true}}}]}]}}
                """))
        .containsExactly(
            "layout_query.tabular.fields posts.gone_a",
            "layout_query.tabular.fields authors.gone_b",
            "layout_query.tabular.sort posts.gone_c",
            "layout_query.cards.sort posts.gone_d",
            "layout_options.cards.title posts.gone_e",
            "layout_options.cards.subtitle authors.gone_f",
            "layout_options.cards.imageSource posts.gone_g",
            "layout_options.calendar.template posts.gone_h",
            "layout_options.calendar.startDateField posts.gone_i",
            "layout_options.calendar.endDateField posts.gone_j",
            "layout_options.map.displayTemplate posts.gone_l",
            "layout_options.map.geometryField posts.gone_k",
            "layout_options.kanban.dateField posts.gone_n",
            "layout_options.kanban.groupTitle authors.gone_m",
            "filter posts.gone_o",
            "filter authors.gone_p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'collection': 'posts', 'layout_query': null, 'layout_options': null, 'filter': null}",
        "{'collection': null, 'layout_query': {'tabular': {'fields': ['x']}}}",
        "{'collection': 'vanished', 'layout_query': {'tabular': {'fields': ['x']}}}",
        "{'collection': 'posts', 'layout_query': 'x', 'layout_options': [], 'filter': 7}",
        "{'collection': 'directus_files', 'layout_query': {'cards': {'sort': ['-uploaded_on_newer']}}, 'layout_options': {'cards': {'imageSource': '$thumbnail'}}, 'filter': null, 'collection': 'directus_folders'}",
        "{'collection': 'pages', 'filter': {'blocks': {'item:block_hero': {'headline': {'_contains': 'x'}}}}}",
        "{'collection': 'posts', 'filter': {'author': {'account': {'id': {'_eq': '$CURRENT_USER.nothing'}}}}}",
        "{'collection': 'posts', 'filter': {'_and': [{'count(tags)': {'_gt': 1}}, {'year(at)': {'_eq': 2024}}, {'tags': {'_some': {'tag': {'label': {'_eq': 'x'}}}}}, {'tags': {'_none': {'sort': {'_null': true}}}}, {'$FOLLOW(untracked,post)': {'_some': {'id': {'_nnull': true}}}}, {'_flag': {'_eq': 'x'}}, {'author': {'_null': true}}]}}"
      })
  void presetThatIsFineIsNotReported(String row) {
    assertThat(broken(RowReferences.PRESETS, row)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'filter': {'tags': {'_some': {'gone': {'_eq': 1}}}}} | filter posts_tags.gone",
        "{'filter': {'tags': {'_none': {'_or': [{'tag': {'gone': {'_eq': 1}}}]}}}} | filter tags.gone",
        "{'filter': {'count(gone)': {'_gt': 1}}} | filter posts.gone",
        "{'filter': {'$FOLLOW(untracked,gone)': {'_some': {'id': {'_nnull': true}}}}} | filter untracked.gone",
        "{'filter': {'$FOLLOW(untracked,post)': {'_some': {'gone': {'_nnull': true}}}}} | filter untracked.gone",
        "{'filter': {'author': {'_and': [{'gone': {'_eq': 1}}]}}} | filter authors.gone"
      })
  void filterIsFollowed(String row, String expected) {
    assertThat(broken(RowReferences.PRESETS, row.replaceFirst("\\{", "{'collection': 'posts', ")))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metric | {'field': 'gone', 'function': 'count', 'sortField': 'gone', 'filter': {'gone': {'_nnull': true}}} | options.field options.sortField options.filter",
        "metric-list | {'groupByField': 'gone', 'aggregateField': 'gone'} | options.groupByField options.aggregateField",
        "list | {'displayTemplate': '{{gone}}', 'sortField': 'gone', 'field': 'not_read'} | options.sortField options.displayTemplate",
        "time-series | {'dateField': 'gone', 'valueField': 'gone'} | options.dateField options.valueField",
        "bar-chart | {'xAxis': 'gone', 'yAxis': 'title'} | options.xAxis",
        "line-chart | {'xAxis': 'title', 'yAxis': 'title', 'grouping': 'gone'} | options.grouping",
        "pie-chart | {'column': 'gone'} | options.column",
        "meter | {'field': 'gone'} | options.field",
        "relational-variable | {'field': 'variable', 'displayTemplate': '{{gone}}'} | options.displayTemplate",
        "variable | {'field': 'variable'} | ''",
        "metric | {'field': 'id', 'filter': {'title': {'_eq': '{{variable}}'}}} | ''",
        "panel-of-others | {'field': 'gone'} | ''"
      })
  void panelNamesFields(String type, String options, String where) {
    List<String> found =
        broken(
            RowReferences.PANELS,
            "{'type': '%s', 'options': %s}"
                .formatted(type, options.replaceFirst("\\{", "{'collection': 'posts', ")));

    assertThat(String.join(" ", found.stream().map(line -> line.split(" ", -1)[0]).toList()))
        .isEqualTo(where);
    assertThat(found).allMatch(line -> line.endsWith(" posts.gone"));
  }

  @Test
  void operationNamesFieldsInItsQueryAndPayload() {
    assertThat(
            broken(
                RowReferences.OPERATIONS,
                """
                {'type': 'item-read', 'options.collection': 'posts', 'options.payload': ['title', 'gone_a', '{{computed}}'],
                 'options.query': {'fields': ['*', 'author.*', 'author.gone_b', 'nick'], 'alias': {'nick': 'gone_c'},
                   'sort': ['-gone_d', 'nick'], 'filter': {'gone_e': {'_eq': '{{$trigger.payload.x}}'}},
                   'deep': {'tags': {'_filter': {'gone_f': {'_eq': 1}}, '_sort': 'gone_g', '_limit': 3}}}}
                """))
        .containsExactlyInAnyOrder(
            "options.query.alias posts.gone_c",
            "options.query.fields authors.gone_b",
            "options.query.filter posts.gone_e",
            "options.query.sort posts.gone_d",
            "options.query.deep posts_tags.gone_f",
            "options.query.deep posts_tags.gone_g",
            "options.payload posts.gone_a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'item-read', 'options.collection': '{{$trigger.collection}}', 'options.query': {'fields': ['gone']}}",
        "{'type': 'condition', 'options.collection': 'posts', 'options.query': {'filter': {'$trigger': {'payload': {'gone': {'_eq': 1}}}}}}",
        "{'type': 'item-read', 'options.collection': 'posts', 'options.query': {'aggregate': {'count': ['*']}, 'groupBy': ['year(at)'], 'sort': ['-count']}}",
        "{'type': 'item-read', 'options.collection': 'posts', 'options.query': '{{$last}}'}",
        "{'type': 'item-update', 'options.collection': 'posts', 'options.payload': null}"
      })
  void operationThatIsFineIsNotReported(String row) {
    assertThat(broken(RowReferences.OPERATIONS, row)).isEmpty();
  }

  @Test
  void permissionNamesFieldsInFourPlaces() {
    assertThat(broken(RowReferences.PERMISSION_FIELDS, "{'collection': 'posts', 'fields': '*'}"))
        .isEmpty();
    assertThat(
            broken(
                RowReferences.PERMISSION_FIELDS,
                "{'collection': 'posts', 'fields': 'id, gone,tags,ghost'}"))
        .containsExactly("fields posts.gone");
    assertThat(
            broken(
                RowReferences.PERMISSION_FIELDS,
                "{'collection': 'directus_users', 'fields': 'id,theme'}"))
        .isEmpty();
    assertThat(
            broken(
                RowReferences.PERMISSION_RULES,
                "{'collection': 'posts', 'permissions': {'gone_a': {'_eq': '$CURRENT_USER'}}, 'validation': {'_and': [{'gone_b': {'_nnull': true}}]}}"))
        .containsExactly("permissions posts.gone_a", "validation posts.gone_b");
    assertThat(
            broken(
                RowReferences.PERMISSION_PRESETS,
                "{'collection': 'posts', 'presets': ['gone', 'author']}"))
        .containsExactly("presets posts.gone");
  }

  @Test
  void versionIsNamedByItsKey() {
    assertThat(
            broken(
                RowReferences.VERSIONS,
                "{'collection': 'posts', 'item': '1', 'key': 'draft1', 'delta': ['title', 'gone', 'ghost']}"))
        .containsExactly("version `draft1` of item `1` posts.gone");
  }

  private List<String> broken(RowReferences references, String row) {
    return references
        .broken(
            ((JsonObject) JsonText.readAsJavaScript(row.replace('\'', '"')).orElseThrow())
                .members(),
            paths)
        .stream()
        .map(reference -> reference.where() + " " + reference.name().text())
        .toList();
  }
}
