package dev.entente.engine.store;

import dev.entente.engine.model.GraphReader;
import dev.entente.engine.model.ProcessGraph;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deployed processes by key, their graphs kept in memory. */
public final class ProcessDefinitionStore {

  private final JdbcClient jdbc;
  private final GraphReader reader;
  private final Map<Long, ProcessDefinition> cache = new ConcurrentHashMap<>();

  public ProcessDefinitionStore(JdbcClient jdbc, GraphReader reader) {
    this.jdbc = jdbc;
    this.reader = reader;
  }

  public ProcessDefinition byKey(long key) {
    ProcessDefinition known = cache.get(key);
    return known != null ? known : load(key).orElseThrow(() -> new IllegalStateException("Expected process definition " + key + ", but there is none"));
  }

  /** Only definitions that are not deleted. */
  public Optional<ProcessDefinition> find(long key) {
    return jdbc.sql("select key from engine.process_definition where key = :key and not deleted").param("key", key)
        .query(Long.class).optional().map(this::byKey);
  }

  public Optional<ProcessDefinition> latest(String processId) {
    return one("select key from engine.process_definition where process_id = :id and not deleted order by version desc limit 1", Map.of("id", processId));
  }

  public Optional<ProcessDefinition> version(String processId, int version) {
    return one("select key from engine.process_definition where process_id = :id and version = :version and not deleted",
        Map.of("id", processId, "version", version));
  }

  public Optional<ProcessDefinition> inDeployment(String processId, long deploymentKey) {
    return one("select key from engine.process_definition where process_id = :id and deployment_key = :deployment and not deleted",
        Map.of("id", processId, "deployment", deploymentKey));
  }

  public Optional<ProcessDefinition> tagged(String processId, String versionTag) {
    return one("""
        select key from engine.process_definition
        where process_id = :id and version_tag = :tag and not deleted order by version desc limit 1""", Map.of("id", processId, "tag", versionTag));
  }

  private Optional<ProcessDefinition> one(String sql, Map<String, Object> parameters) {
    return jdbc.sql(sql).params(parameters).query(Long.class).optional().map(this::byKey);
  }

  private Optional<ProcessDefinition> load(long key) {
    return jdbc.sql("select * from engine.process_definition where key = :key").param("key", key).query((rs, n) -> new ProcessDefinition(key,
        rs.getString("process_id"), rs.getInt("version"), rs.getString("version_tag"), rs.getString("name"), rs.getLong("deployment_key"),
        graph(rs.getString("process_id"), rs.getString("xml")))).optional().map(loaded -> {
          cache.put(key, loaded);
          return loaded;
        });
  }

  private ProcessGraph graph(String processId, String xml) {
    return reader.read(xml.getBytes(StandardCharsets.UTF_8)).stream().filter(graph -> graph.process().id().equals(processId)).findFirst().orElseThrow();
  }

  /** After a purge. */
  public void forget() {
    cache.clear();
  }
}
