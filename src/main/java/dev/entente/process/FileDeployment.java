package dev.entente.process;

import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import io.camunda.client.api.response.DeploymentEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.DigestUtils;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Deploys a file that a process owner changed, or keeps it with what is wrong with it. */
@Component
class FileDeployment {

  private static final int LARGEST = 1024 * 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,90}\\.(bpmn|dmn|form)");
  /** The engine names elements as in {@code Element: task_x}, {@code element 'task_x'} or {@code [task_x]}. */
  private static final Pattern ELEMENT = Pattern.compile("(?i)element:?\\s+'?([A-Za-z_][\\w.-]*)'?");

  private final EngineClient engine;
  private final ModelCheck check;
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Trail trail;
  private final TransactionTemplate transaction;
  private final Clock clock;

  FileDeployment(EngineClient engine, ModelCheck check, JdbcClient jdbc, JsonMapper json, Trail trail, TransactionTemplate transaction, Clock clock) {
    this.engine = engine;
    this.check = check;
    this.jdbc = jdbc;
    this.json = json;
    this.trail = trail;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** How it went. */
  sealed interface Result {}

  /** @param definitionKey of the new version; -1 for a file that is no process */
  record Deployed(String name, long definitionKey, int version) implements Result {}

  record Refused(UUID id) implements Result {}

  record RefusedFile(String name, String content, List<DeploymentRule.Finding> findings) {}

  Result deploy(String uploadedName, byte[] content, String user) {
    ModelCheck.Checked checked = acceptable(uploadedName, content)
        .map(finding -> new ModelCheck.Checked("", List.of(finding)))
        .orElseGet(() -> check.check(uploadedName, content));
    if (!checked.findings().isEmpty()) {
      return refuse(uploadedName, content, checked.findings(), user);
    }
    String name = checked.id().isEmpty() || uploadedName.endsWith(".dmn") ? uploadedName : checked.id() + uploadedName.substring(uploadedName.lastIndexOf('.'));
    try {
      return record(name, checked.id(), content, deployed(name, content), user);
    } catch (EngineRefused refused) {
      return refuse(name, content, List.of(findingOf(refused)), user);
    }
  }

  Optional<RefusedFile> refused(UUID id) {
    return jdbc.sql("SELECT name, content, findings::text AS findings FROM process_refused_file WHERE id = :id")
        .param("id", id)
        .query((row, number) -> new RefusedFile(row.getString("name"), row.getString("content"),
            json.readValue(row.getString("findings"), new TypeReference<List<DeploymentRule.Finding>>() {})))
        .optional();
  }

  private static Optional<DeploymentRule.Finding> acceptable(String name, byte[] content) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of(new DeploymentRule.Finding("", "", "The name must end in .bpmn, .dmn or .form and consist of letters, digits, '.', '_' and '-'."));
    }
    if (content.length == 0 || content.length > LARGEST) {
      return Optional.of(new DeploymentRule.Finding("", "", "The file must have between 1 byte and 1 MB, but has " + content.length + " bytes."));
    }
    return Optional.empty();
  }

  /** With all other files: what is bound to a deployment must be in it. */
  private DeploymentEvent deployed(String name, byte[] content) {
    Map<String, byte[]> files = new TreeMap<>();
    jdbc.sql("SELECT name, content FROM process_file").query(row -> {
      files.put(row.getString("name"), row.getBytes("content"));
    });
    files.put(name, content);
    return engine.ask(client -> {
      var command = client.newDeployResourceCommand().addResourceBytes(content, name);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        command = file.getKey().equals(name) ? command : command.addResourceBytes(file.getValue(), file.getKey());
      }
      return command;
    });
  }

  private Deployed record(String name, String id, byte[] content, DeploymentEvent event, String user) {
    Deployed deployed = event.getProcesses().stream().filter(process -> process.getBpmnProcessId().equals(id)).findFirst()
        .map(process -> new Deployed(name, process.getProcessDefinitionKey(), process.getVersion()))
        .orElseGet(() -> new Deployed(name, -1, 0));
    transaction.executeWithoutResult(status -> {
      jdbc.sql("""
              INSERT INTO process_file (name, content, changed_by, changed_at) VALUES (:name, :content, :user, :at)
              ON CONFLICT (name) DO UPDATE SET content = excluded.content, changed_by = excluded.changed_by, changed_at = excluded.changed_at
              """)
          .param("name", name).param("content", content).param("user", user).param("at", OffsetDateTime.now(clock))
          .update();
      trail.record(TrailEntry.of("process:" + name, user, "process.deployed",
          Map.of("file", name, "version", deployed.version(), "md5", DigestUtils.md5DigestAsHex(content))));
    });
    return deployed;
  }

  private Refused refuse(String name, byte[] content, List<DeploymentRule.Finding> findings, String user) {
    UUID id = UUID.randomUUID();
    String kept = content.length > LARGEST ? "" : new String(content, StandardCharsets.UTF_8).replace("\0", "");
    jdbc.sql("""
            INSERT INTO process_refused_file (id, name, content, findings, uploaded_by, uploaded_at)
            VALUES (:id, :name, :content, :findings::jsonb, :user, :at)
            """)
        .param("id", id).param("name", name.length() > 200 ? name.substring(0, 200) : name).param("content", kept)
        .param("findings", json.writeValueAsString(findings)).param("user", user).param("at", OffsetDateTime.now(clock))
        .update();
    return new Refused(id);
  }

  private static DeploymentRule.Finding findingOf(EngineRefused refused) {
    String message = String.valueOf(refused.getMessage());
    Matcher element = ELEMENT.matcher(message);
    return new DeploymentRule.Finding(element.find() ? element.group(1) : "", "", message);
  }
}
