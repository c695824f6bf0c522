package dev.entente.process;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.search.response.ProcessDefinition;
import io.camunda.client.api.search.response.SearchResponse;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings the shipped files to the engine, in one request, and only when they differ from what was shipped last: a version that a process owner
 * deployed since then survives every restart.
 */
@Component
class ShippedDeployment {

  private static final Logger LOG = LoggerFactory.getLogger(ShippedDeployment.class);

  private final EngineClient engine;
  private final JdbcClient jdbc;
  private final Clock clock;

  ShippedDeployment(EngineClient engine, JdbcClient jdbc, Clock clock) {
    this.engine = engine;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void deployIfChanged(ShippedFiles shipped) {
    if (shipped.files().isEmpty()) {
      return;
    }
    String target = engine.address().getHost().equals("127.0.0.1") ? "embedded" : engine.address().toString();
    if (shipped.checksum().equals(lastShipped(target)) && engineKnows(shipped)) {
      return;
    }
    deploy(shipped);
    remember(target, shipped);
  }

  private void deploy(ShippedFiles shipped) {
    try {
      engine.ask(client -> command(client, shipped));
    } catch (EngineRefused refused) {
      throw new IllegalStateException("The engine refuses the shipped files: " + refused.getMessage(), refused);
    }
    LOG.info("Deployed {} shipped files", shipped.files().size());
  }

  private static DeployResourceCommandStep2 command(CamundaClient client, ShippedFiles shipped) {
    List<ShippedFiles.File> files = shipped.files();
    DeployResourceCommandStep2 command = client.newDeployResourceCommand().addResourceBytes(files.get(0).content(), files.get(0).name());
    for (ShippedFiles.File file : files.subList(1, files.size())) {
      command = command.addResourceBytes(file.content(), file.name());
    }
    return command;
  }

  /** An engine that was purged or exchanged has forgotten what the table remembers. */
  private boolean engineKnows(ShippedFiles shipped) {
    SearchResponse<ProcessDefinition> known = engine.ask(client -> client.newProcessDefinitionSearchRequest()
        .filter(filter -> filter.isLatestVersion(true))
        .page(page -> page.limit(1000)));
    Set<String> ids = known.items().stream().map(ProcessDefinition::getProcessDefinitionId).collect(Collectors.toSet());
    return shipped.processes().stream().allMatch(file -> ids.contains(file.name().replace(".bpmn", "")));
  }

  private String lastShipped(String target) {
    return jdbc.sql("SELECT checksum FROM process_shipped WHERE target = :target")
        .param("target", target)
        .query(String.class)
        .optional()
        .orElse("");
  }

  private void remember(String target, ShippedFiles shipped) {
    for (ShippedFiles.File file : shipped.files()) {
      jdbc.sql("""
              INSERT INTO process_file (name, content, changed_by, changed_at) VALUES (:name, :content, 'shipped', :at)
              ON CONFLICT (name) DO UPDATE SET content = excluded.content, changed_by = excluded.changed_by, changed_at = excluded.changed_at
              """)
          .param("name", file.name())
          .param("content", file.content())
          .param("at", OffsetDateTime.now(clock))
          .update();
    }
    jdbc.sql("""
            INSERT INTO process_shipped (target, checksum) VALUES (:target, :checksum)
            ON CONFLICT (target) DO UPDATE SET checksum = excluded.checksum, deployed_at = now()
            """)
        .param("target", target)
        .param("checksum", shipped.checksum())
        .update();
  }
}
