package dev.entente.program;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a program file: YAML, held against the schema and against itself, so that a problem is named by line. */
class ProgramReader {

  private final NodeReader yaml = NodeReader.builder().locationAware().build();
  private final JsonMapper json = JsonMapper.builder().build();
  private final Schema schema;

  ProgramReader() {
    try (InputStream in = new ClassPathResource("program/program.schema.json").getInputStream()) {
      schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in, InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @param source how people know the file */
  Program read(String source, String content) {
    JsonNode root = parse(source, content);
    List<Problem> problems = new ArrayList<>();
    schema.validate(root).forEach(error -> problems.add(problemOf(root, error)));
    if (problems.isEmpty()) {
      problems.addAll(new ProgramChecks(root).problems());
    }
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(Problem::line));
      throw new ProgramRefused(source, problems.stream().map(Problem::toString).distinct().toList());
    }
    return new ProgramInheritance(bind(source, root)).resolved();
  }

  private Program bind(String source, JsonNode root) {
    try {
      return json.treeToValue(root, Program.class);
    } catch (JacksonException e) {
      throw new ProgramRefused(source, List.of(firstLine(e.getOriginalMessage())));
    }
  }

  private JsonNode parse(String source, String content) {
    try {
      JsonNode root = yaml.readTree(content, InputFormat.YAML);
      if (root instanceof ObjectNode) {
        return root;
      }
      throw new ProgramRefused(source, List.of("line 1: expected keys and values, but found none"));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new ProgramRefused(source, List.of("line " + line + ": not YAML: " + firstLine(e.getOriginalMessage())));
    }
  }

  private static Problem problemOf(JsonNode root, Error error) {
    String path = error.getInstanceLocation().toString();
    JsonNode node = at(root, path);
    String property = error.getProperty();
    if (node != null && property != null && node.has(property)) {
      node = node.get(property);
    }
    return new Problem(node == null ? 1 : lineOf(node), (path.isEmpty() ? "" : path.substring(1).replace('/', '.') + ": ") + error.getMessage());
  }

  private static @Nullable JsonNode at(JsonNode root, String pointer) {
    JsonNode node = root.at(pointer);
    return node.isMissingNode() ? null : node;
  }

  static int lineOf(JsonNode node) {
    return JsonNodes.tokenStreamLocationOf(node).getLineNr();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("unreadable");
  }

  /** Something wrong at a line of the file. */
  record Problem(int line, String reason) {

    @Override
    public String toString() {
      return "line " + line + ": " + reason;
    }
  }
}
