package dev.entente.engine;

import dev.entente.embedded.TestPostgres;
import dev.entente.engine.store.Sql;
import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.ProcessBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A runtime on a database of its own, with the words tests are written in. */
final class Lab {

  private static Lab shared;

  final DataSource dataSource;
  final JdbcClient jdbc;
  Engine engine;

  Lab() {
    this(TestPostgres.freshDatabase().pool(6));
  }

  Lab(DataSource dataSource) {
    this.dataSource = dataSource;
    jdbc = JdbcClient.create(dataSource);
    engine = new Engine(dataSource, new EngineClock());
  }

  static synchronized Lab shared() {
    if (shared == null) {
      shared = new Lab();
    }
    return shared;
  }

  /** For processes with more than one thread of flow elements. */
  static ProcessBuilder process(String id, Consumer<ProcessBuilder> more) {
    ProcessBuilder process = Bpmn.createExecutableProcess(id);
    more.accept(process);
    return process;
  }

  /** As after a crash: another runtime on the same database. */
  void restart() {
    engine.close();
    engine = new Engine(dataSource, new EngineClock());
  }

  Results.Deployment deploy(BpmnModelInstance model) {
    return deploy("process.bpmn", Bpmn.convertToString(model));
  }

  Results.Deployment deploy(String name, String content) {
    return engine.deploy(List.of(new Commands.Resource(name, content.getBytes(StandardCharsets.UTF_8))));
  }

  long start(String processId, Map<String, ?> variables) {
    return engine.createInstance(new Commands.CreateInstance(null, processId, null, variables, null, Set.of(), List.of())).key();
  }

  long start(BpmnModelInstance model, String processId, Map<String, ?> variables) {
    deploy(model);
    return start(processId, variables);
  }

  Results.ActivatedJob job(String type) {
    List<Results.ActivatedJob> jobs = jobs(type, 1);
    if (jobs.isEmpty()) {
      throw new AssertionError("Expected a job of type " + type + ", but there is none");
    }
    return jobs.get(0);
  }

  List<Results.ActivatedJob> jobs(String type, int max) {
    return engine.activateJobs(new Commands.ActivateJobs(type, "lab", Duration.ofMinutes(5), max, List.of()));
  }

  void complete(String jobType, Map<String, ?> variables) {
    engine.completeJob(new Commands.CompleteJob(job(jobType).key(), variables));
  }

  void complete(String jobType) {
    complete(jobType, Map.of());
  }

  void publish(String name, String key, Duration timeToLive, Map<String, ?> variables) {
    engine.publishMessage(new Commands.PublishMessage(name, key, timeToLive, null, variables));
  }

  String state(long instance) {
    return engine.result(instance, List.of()).state();
  }

  Map<String, Object> variables(long instance) {
    return engine.result(instance, List.of()).variables();
  }

  /** Element ids with their state, in the order they began. */
  List<String> elements(long instance) {
    return jdbc.sql("select element_id || ' ' || state from engine.element_instance where process_instance_key = :key and type <> 'PROCESS' order by key")
        .param("key", instance).query(String.class).list();
  }

  List<String> active(long instance) {
    return jdbc.sql("""
        select element_id from engine.element_instance where process_instance_key = :key and type <> 'PROCESS' and end_date is null
        order by element_id""").param("key", instance).query(String.class).list();
  }

  List<String> incidents(long instance) {
    return jdbc.sql("select error_type from engine.incident where process_instance_key = :key and state = 'ACTIVE' order by key")
        .param("key", instance).query(String.class).list();
  }

  long incident(long instance) {
    return jdbc.sql("select key from engine.incident where process_instance_key = :key and state = 'ACTIVE'").param("key", instance)
        .query(Long.class).single();
  }

  long userTask(long instance, String elementId) {
    return jdbc.sql("select key from engine.user_task where process_instance_key = :key and element_id = :element and state = 'CREATED'")
        .param("key", instance).param("element", elementId).query(Long.class).single();
  }

  /** Moves the clock, and waits until what came due is done. */
  void pass(Duration time) {
    engine.addToClock(time);
    Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(() -> count("engine.timer where due <= :now", engine.clock().instant()) == 0);
  }

  void eventually(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(condition);
  }

  private long count(String from, Instant now) {
    return jdbc.sql("select count(*) from " + from).param("now", Sql.time(now)).query(Long.class).single();
  }

  /** Rows that only an open instance may have. */
  List<String> leftovers(long root) {
    return jdbc.sql("""
        select 'element ' || element_id from engine.element_instance where root_key = :root and end_date is null
        union all select 'job ' || element_id from engine.job where root_key = :root and (end_time is null or activatable)
        union all select 'user task ' || element_id from engine.user_task where root_key = :root and completion_date is null
        union all select 'timer ' || element_id from engine.timer where root_key = :root
        union all select 'message ' || element_id from engine.message_subscription where root_key = :root and state = 'CREATED'
        union all select 'signal ' || element_id from engine.signal_subscription where root_key = :root
        union all select 'incident ' || element_id from engine.incident where root_key = :root and state = 'ACTIVE'
        union all select 'compensation ' || activity_id from engine.compensation_subscription where root_key = :root
        union all select 'process ' || process_id from engine.process_instance where root_key = :root and end_date is null""")
        .param("root", root).query(String.class).list();
  }
}
