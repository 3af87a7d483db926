package dev.plumbline.integrity.compile.field;

import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.ColumnKind;
import dev.plumbline.integrity.compile.schema.FieldColumn;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Values that Directus never shows, and of which somebody wrote back what it shows instead. A hash
 * of the asterisks looks like any other hash: that of Directus is salted and slow on purpose.
 *
 * <p>A column that our role may not read is left out: such values are usually kept from it.
 */
final class ConcealedChecks {
  /** What the API shows of every such value. */
  private static final String SHOWN = "**********";

  private static final String SHOWN_AS_JSON = "\"" + SHOWN + "\"";

  private static final Set<String> CONCEALING = Set.of("conceal", "hash", "encrypt");

  /** In Directus's own tables, of 11.17.4 and 12.4.0. */
  private static final List<String> OWN =
      List.of(
          "directus_deployments.credentials",
          "directus_oauth_clients.client_secret_hash",
          "directus_oauth_codes.code_hash",
          "directus_oauth_tokens.code_hash",
          "directus_oauth_tokens.previous_session",
          "directus_oauth_tokens.session",
          "directus_settings.ai_anthropic_api_key",
          "directus_settings.ai_google_api_key",
          "directus_settings.ai_openai_api_key",
          "directus_settings.ai_openai_compatible_api_key",
          "directus_settings.license_key",
          "directus_settings.license_token",
          "directus_shares.password",
          "directus_users.auth_data",
          "directus_users.password",
          "directus_users.tfa_secret",
          "directus_users.token");

  private ConcealedChecks() {}

  static void compile(CheckInputs inputs, FieldColumn field, CheckCollector into) {
    boolean concealed = !Collections.disjoint(field.special(), CONCEALING);
    if (concealed
        && !inputs.isHidden(field.collection(), field.name())
        && canHoldIt(field.kind())) {
      into.add(field.rows(FieldCheck.CONCEALED_VALUE_OVERWRITTEN, isShown(field.operand())));
    }
  }

  /** Directus does not write its own fields into {@code directus_fields}. */
  static void ofDirectus(CheckInputs inputs, CheckCollector into) {
    for (String name : OWN) {
      String[] parts = name.split("\\.", 2);
      String table = parts[0];
      String column = parts[1];
      if (inputs.obstacle(table, column).isEmpty() && !inputs.isHidden(table, column)) {
        inputs
            .column(table, column)
            .filter(found -> canHoldIt(inputs.kind(found.type())))
            .ifPresent(
                found ->
                    into.add(
                        new Rows(
                            id(table, column),
                            table,
                            inputs.table(table).orElseThrow().primaryKey(),
                            isShown(inputs.operand(found)))));
      }
    }
  }

  private static CheckId id(String table, String column) {
    return new CheckId(FieldCheck.CONCEALED_VALUE_OVERWRITTEN, table, Optional.of(column), "");
  }

  private static boolean canHoldIt(ColumnKind kind) {
    return kind.category() == Category.TEXT || kind.category() == Category.JSON;
  }

  private static Condition isShown(Condition.Operand operand) {
    return new Not(new NotIn(operand, List.of(SHOWN, SHOWN_AS_JSON)));
  }
}
