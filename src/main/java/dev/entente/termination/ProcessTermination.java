package dev.entente.termination;

import dev.entente.process.JobContext;
import dev.entente.process.Processes;
import dev.entente.process.RunningProcesses.Root;
import dev.entente.process.RunningProcesses;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the partner's other processes to an end: each is told once, undoes what it holds and ends; what is still there some rounds later is canceled.
 *
 * <p>A message reaches one instance of each process, so one is published for every instance. Processes that take access away go on, or nobody would.
 */
@Component
class ProcessTermination {

  private static final String MESSAGE = "partner-terminated";
  private static final int ROUNDS = 6;

  private final JdbcClient jdbc;
  private final RunningProcesses running;
  private final Processes processes;
  private final Trail trail;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Set<String> goOn;

  ProcessTermination(JdbcClient jdbc, RunningProcesses running, Processes processes, Trail trail, TransactionTemplate transactions, Clock clock,
      @Value("${entente.termination.processes-that-go-on:access-by-hand,access-finding,end-customer-wind-down}") Set<String> goOn) {
    this.jdbc = jdbc;
    this.running = running;
    this.processes = processes;
    this.trail = trail;
    this.transactions = transactions;
    this.clock = clock;
    this.goOn = goOn;
  }

  /** @return how many are still there */
  int stop(Termination termination, int round, JobContext job) {
    List<Root> others = others(termination, job.processInstanceKey());
    for (Root other : others) {
      Optional<Integer> told = told(termination, other);
      if (told.isEmpty()) {
        tell(termination, other, round, job);
      } else if (round - told.get() >= ROUNDS) {
        cancel(termination, other, job);
      }
    }
    return others.size();
  }

  /** What still runs for the partner beside its termination. */
  List<Root> others(Termination termination, long ownInstance) {
    return running.of(termination.partner().value()).stream().filter(root -> root.key() != ownInstance && !goOn.contains(root.processId())).toList();
  }

  private Optional<Integer> told(Termination termination, Root other) {
    return jdbc.sql("SELECT told_round FROM termination_stop WHERE case_id = :case AND process_instance_key = :key")
        .param("case", termination.id()).param("key", other.key())
        .query(Integer.class)
        .optional();
  }

  private void tell(Termination termination, Root other, int round, JobContext job) {
    transactions.executeWithoutResult(status -> {
      jdbc.sql("""
              INSERT INTO termination_stop (case_id, process_instance_key, process_id, told_round, told_at) VALUES (:case, :key, :process, :round, :now)
              """)
          .param("case", termination.id()).param("key", other.key()).param("process", other.processId()).param("round", round)
          .param("now", OffsetDateTime.now(clock))
          .update();
      processes.publishToWaiting(MESSAGE, termination.partner().value(), Map.of());
      trail.record(TrailEntry.of(termination.partner().value(), "system", "process.stopped", Map.of("process", other.processId(), "instance", other.key()))
          .in(job.processInstanceKey()));
    });
  }

  private void cancel(Termination termination, Root other, JobContext job) {
    running.cancel(other.key());
    transactions.executeWithoutResult(status -> {
      jdbc.sql("UPDATE termination_stop SET canceled_at = :now WHERE case_id = :case AND process_instance_key = :key")
          .param("case", termination.id()).param("key", other.key()).param("now", OffsetDateTime.now(clock))
          .update();
      trail.record(TrailEntry.of(termination.partner().value(), "system", "process.canceled", Map.of("process", other.processId(), "instance", other.key()))
          .in(job.processInstanceKey()));
    });
  }
}
