package dev.entente.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random processes, driven at random: jobs complete, fail, throw errors, time out, the runtime restarts; every instance ends and leaves nothing behind. */
class RandomProcessesTest {

  private static final int RUNS = Integer.getInteger("engine.random.runs", 25);
  private static final long FIRST_SEED = Long.getLong("engine.random.seed", 1);
  private static final int MOST_MOVES = 600;

  private static Lab lab;

  @BeforeAll
  static void open() {
    lab = new Lab();
    lab.deploy(Bpmn.createExecutableProcess("random_child").startEvent().parallelGateway("fork")
        .serviceTask("left", task -> task.zeebeJobType("random_child")).parallelGateway("join").endEvent()
        .moveToNode("fork").serviceTask("right", task -> task.zeebeJobType("random_child")).connectTo("join").done());
  }

  @AfterAll
  static void close() {
    lab.engine.close();
  }

  static LongStream seeds() {
    return LongStream.range(FIRST_SEED, FIRST_SEED + RUNS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyInstanceEnds(long seed) {
    RandomProcess process = new RandomProcess(seed);
    lab.deploy(process.build());
    Random random = new Random(seed * 31);
    long instance = lab.start(process.id(), Map.of("key", process.id()));
    int moves = 0;
    while (lab.state(instance).equals("ACTIVE")) {
      assertThat(++moves).as("moves of seed %d, waiting at %s", seed, lab.leftovers(instance)).isLessThan(MOST_MOVES);
      move(process.id(), instance, random);
    }
    assertThat(lab.state(instance)).isEqualTo("COMPLETED");
    assertThat(lab.leftovers(instance)).isEmpty();
    assertThat(unbalanced(instance)).as("forks without their join").isEmpty();
  }

  private static void move(String id, long instance, Random random) {
    int choice = random.nextInt(20);
    if (choice == 0) {
      lab.restart();
    } else if (choice < 3) {
      lab.pass(Duration.ofMinutes(choice == 1 ? 6 : 1));
    } else if (choice < 5) {
      lab.publish(id, id, Duration.ZERO, Map.of());
    } else if (choice < 8) {
      userTasks(instance).stream().findAny().ifPresent(task -> lab.engine.completeUserTask(new Commands.CompleteUserTask(task, Map.of())));
    } else {
      lab.jobs(random.nextInt(3) == 0 ? "random_child" : id, 1).forEach(job -> work(job, random));
    }
    incidents(instance).forEach(RandomProcessesTest::repair);
  }

  private static void work(Results.ActivatedJob job, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> lab.engine.failJob(new Commands.FailJob(job.key(), 2, "again", Duration.ofSeconds(5), Map.of()));
      case 1 -> lab.engine.failJob(new Commands.FailJob(job.key(), 0, "broken", Duration.ZERO, Map.of()));
      case 2 -> lab.engine.throwError(new Commands.ThrowError(job.key(), "E", null, Map.of()));
      case 3 -> { }
      default -> lab.engine.completeJob(new Commands.CompleteJob(job.key(), Map.of("done", job.key())));
    }
  }

  private static void repair(long incident) {
    Long job = lab.jdbc.sql("select job_key from engine.incident where key = :key").param("key", incident).query(Long.class).single();
    lab.engine.updateJob(new Commands.UpdateJob(job, 3, null));
    lab.engine.resolveIncident(incident);
  }

  private static List<Long> incidents(long root) {
    return lab.jdbc.sql("select key from engine.incident where root_key = :root and state = 'ACTIVE'").param("root", root).query(Long.class).list();
  }

  private static List<Long> userTasks(long root) {
    return lab.jdbc.sql("select key from engine.user_task where root_key = :root and completion_date is null").param("root", root).query(Long.class).list();
  }

  /** In every scope that completed, each fork was joined as often as it was entered. */
  private static List<String> unbalanced(long root) {
    return lab.jdbc.sql("""
        select replace(e.element_id, '_join', '') || ' in ' || e.scope_key from engine.element_instance e
        join engine.element_instance s on s.key = e.scope_key
        where e.root_key = :root and s.state = 'COMPLETED' and e.type in ('PARALLEL_GATEWAY', 'INCLUSIVE_GATEWAY', 'EXCLUSIVE_GATEWAY')
          and (e.element_id ~ '^(fork|split|which)_')
        group by 1 having count(*) filter (where e.element_id like '%\\_join') <> count(*) filter (where e.element_id not like '%\\_join')""")
        .param("root", root).query(String.class).list();
  }
}
