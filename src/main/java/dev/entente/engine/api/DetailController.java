package dev.entente.engine.api;

import dev.entente.engine.api.Search.Within;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What hangs on a definition, an instance or a task: XML, forms, flows, counts, callers, incidents. */
@RestController
@RequestMapping("/v2")
class DetailController {

  private static final MediaType XML = new MediaType(MediaType.TEXT_XML, StandardCharsets.UTF_8);
  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

  private final Search search;
  private final JdbcClient jdbc;

  DetailController(Search search, JdbcClient jdbc) {
    this.search = search;
    this.jdbc = jdbc;
  }

  @GetMapping("/process-definitions/{key}/xml")
  ResponseEntity<byte[]> processXml(@PathVariable long key) {
    return content("Process definition", key, XML, "select xml from engine.process_definition where key = :key");
  }

  @GetMapping("/decision-definitions/{key}/xml")
  ResponseEntity<byte[]> decisionXml(@PathVariable long key) {
    return content("Decision definition", key, XML, """
        select r.xml from engine.decision_definition d join engine.decision_requirements r on r.key = d.decision_requirements_key where d.key = :key""");
  }

  @GetMapping("/decision-requirements/{key}/xml")
  ResponseEntity<byte[]> requirementsXml(@PathVariable long key) {
    return content("Decision requirements", key, XML, "select xml from engine.decision_requirements where key = :key");
  }

  @GetMapping("/resources/{key}/content")
  ResponseEntity<byte[]> resource(@PathVariable long key) {
    return content("Resource", key, TEXT, "select content from engine.resource where key = :key");
  }

  private ResponseEntity<byte[]> content(String what, long key, MediaType type, String sql) {
    String content = jdbc.sql(sql).param("key", key).query(String.class).optional().orElseThrow(() -> EntityNotFound.of(what, key));
    return ResponseEntity.ok().contentType(type).body(content.getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/process-definitions/{key}/form")
  ResponseEntity<Map<String, @Nullable Object>> startForm(@PathVariable long key) {
    search.get(SearchSchemas.PROCESS_DEFINITION, key);
    return form("""
        select f.key from engine.process_definition d join engine.form f on f.form_id = d.start_form_id and not f.deleted
        where d.key = :key order by f.version desc limit 1""", key);
  }

  @GetMapping("/user-tasks/{key}/form")
  ResponseEntity<Map<String, @Nullable Object>> taskForm(@PathVariable long key) {
    search.get(SearchSchemas.USER_TASK, key);
    return form("select form_key from engine.user_task where key = :key and form_key is not null", key);
  }

  private ResponseEntity<Map<String, @Nullable Object>> form(String keyOfForm, long key) {
    return jdbc.sql(keyOfForm).param("key", key).query(Long.class).optional()
        .flatMap(formKey -> search.find(SearchSchemas.FORM, formKey))
        .map(ResponseEntity::ok).orElseGet(() -> ResponseEntity.noContent().build());
  }

  @GetMapping("/process-instances/{key}/sequence-flows")
  Map<String, @Nullable Object> flows(@PathVariable long key) {
    search.get(ProcessInstanceSchema.SUBJECT, key);
    return ApiJson.object("items", search.list(SearchSchemas.SEQUENCE_FLOW, new Within("t.process_instance_key = :instance", Map.of("instance", key))));
  }

  /** From the root down to the instance itself. */
  @GetMapping("/process-instances/{key}/call-hierarchy")
  List<Map<String, @Nullable Object>> callers(@PathVariable long key) {
    search.get(ProcessInstanceSchema.SUBJECT, key);
    return jdbc.sql("""
        with recursive caller as (
          select p.*, 0 as distance from engine.process_instance p where p.key = :key
          union all
          select p.*, c.distance + 1 from caller c join engine.process_instance p on p.key = c.parent_instance_key)
        select key, definition_key, coalesce(process_name, process_id) as name from caller order by distance desc""")
        .param("key", key)
        .query((row, number) -> ApiJson.object("processInstanceKey", row.getString("key"), "processDefinitionKey", row.getString("definition_key"),
            "processDefinitionName", row.getString("name")))
        .list();
  }

  /** With the incidents of the processes it called. */
  @PostMapping("/process-instances/{key}/incidents/search")
  Map<String, @Nullable Object> incidentsOfInstance(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode query) {
    search.get(ProcessInstanceSchema.SUBJECT, key);
    return search.search(SearchSchemas.INCIDENT, query, new Within("t.path @> array[:on]::bigint[]", Map.of("on", key)));
  }

  @PostMapping("/element-instances/{key}/incidents/search")
  Map<String, @Nullable Object> incidentsOfElement(@PathVariable long key, @RequestBody(required = false) @Nullable ObjectNode query) {
    search.get(SearchSchemas.ELEMENT_INSTANCE, key);
    return search.search(SearchSchemas.INCIDENT, query, new Within("t.path @> array[:on]::bigint[]", Map.of("on", key)));
  }
}
