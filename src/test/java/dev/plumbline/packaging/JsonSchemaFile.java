package dev.plumbline.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JSON schema in {@code src/test/resources/schemas}, whose README says where it comes from. */
enum JsonSchemaFile {
  COMPOSE("compose-spec.json"),
  WORKFLOW("github-workflow.json"),
  DEPENDABOT("dependabot-2.0.json");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String file;

  JsonSchemaFile(String file) {
    this.file = file;
  }

  /** Everything in a document that the schema does not allow; empty if it is valid. */
  List<String> problems(JsonNode document) throws IOException {
    ObjectNode text =
        (ObjectNode) MAPPER.readTree(Path.of("src/test/resources/schemas", file).toFile());
    // That of the Compose specification is relative, which the validator refuses; nothing uses it.
    text.remove("$id");
    Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(text);
    return schema.validate(document).stream().map(Error::toString).toList();
  }
}
