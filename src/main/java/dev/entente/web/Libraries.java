package dev.entente.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The libraries that the server is built from, as the build listed them. */
@Component
class Libraries {

  private static final ClassPathResource LIST = new ClassPathResource("META-INF/sbom/application.cdx.json");

  private final JsonNode list;

  Libraries(JsonMapper json) throws IOException {
    list = read(json);
  }

  record Library(String name, String version, String license) {}

  String ownVersion() {
    return list.at("/metadata/component/version").asString("");
  }

  List<Library> all() {
    return StreamSupport.stream(list.path("components").spliterator(), false)
        .map(Libraries::library)
        .sorted(Comparator.comparing(Library::name))
        .toList();
  }

  /** Empty when the build left the list out. */
  private static JsonNode read(JsonMapper json) throws IOException {
    if (!LIST.exists()) {
      return json.createObjectNode();
    }
    try (InputStream content = LIST.getInputStream()) {
      return json.readTree(content);
    }
  }

  private static Library library(JsonNode component) {
    String group = component.path("group").asString("");
    return new Library(
        group.isEmpty() ? component.path("name").asString("") : group + ":" + component.path("name").asString(""),
        component.path("version").asString(""),
        StreamSupport.stream(component.path("licenses").spliterator(), false).map(Libraries::license).collect(Collectors.joining(", ")));
  }

  private static String license(JsonNode entry) {
    JsonNode license = entry.path("license");
    return license.path("id").asString(license.path("name").asString(entry.path("expression").asString("")));
  }
}
