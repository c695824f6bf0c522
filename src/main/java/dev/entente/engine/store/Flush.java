package dev.entente.engine.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a unit of work: one statement for each table touched. */
public final class Flush {

  private final JdbcClient jdbc;

  public Flush(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void write(UnitOfWork work) {
    insert("process_instance", work.createdProcesses.stream().map(Rows.Process::of).toList());
    changeProcesses(work.changedProcesses);
    insert("element_instance", work.created.stream().map(Rows.ElementRow::of).toList());
    changeElements(work.changed);
    variables(work.variables.dirtyRows());
    flows(work.flows);
    insert("job", work.jobs);
    changeJobs(work.changedJobs);
    insert("user_task", work.userTasks);
    changeUserTasks(work.changedUserTasks);
    insert("timer", work.timers);
    changeTimers(work.changedTimers);
    delete("timer", work.spentTimers);
    work.postponedTimers.forEach((key, notBefore) -> jdbc.sql("update engine.timer set not_before = :notBefore where key = :key")
        .param("key", key).param("notBefore", Sql.time(notBefore)).update());
    delete("message", work.expiredMessages);
    insert("message", work.messages);
    insert("message_subscription", work.messageSubscriptions);
    changeSubscriptions(work.changedMessageSubscriptions);
    insert("signal_subscription", work.signalSubscriptions);
    delete("signal_subscription", work.spentSignalSubscriptions);
    delete("pending_signal", work.spentSignals);
    work.postponedSignals.forEach((key, due) -> jdbc.sql("update engine.pending_signal set due = :due where key = :key")
        .param("key", key).param("due", Sql.time(due)).update());
    insert("correlated_message_subscription", work.correlations);
    insert("message_correlation", work.messageCorrelations);
    insert("pending_signal", work.pendingSignals);
    insert("decision_instance", work.decisionInstances);
    insert("incident", new ArrayList<>(work.incidents.values()));
    insert("compensation_subscription", work.newCompensations.stream().map(work.compensations::get).toList());
    delete("compensation_subscription", work.spentCompensations);
    close(work);
    resolve(work);
  }

  /** Columns without a component get null. */
  void insert(String table, Collection<?> rows) {
    if (!rows.isEmpty()) {
      jdbc.sql("insert into engine.%1$s select * from json_populate_recordset(null::engine.%1$s, cast(:rows as json))".formatted(table))
          .param("rows", JsonValues.rows(rows)).update();
    }
  }

  /** The keys are bound besides: what a record set holds the planner can't know, and it would read the whole table for it. */
  private void changeProcesses(Set<ProcessInstance> changed) {
    if (!changed.isEmpty()) {
      expect(changed.size(), jdbc.sql("""
          update engine.process_instance p set state = r.state, end_date = r.end_date
          from json_populate_recordset(null::engine.process_instance, cast(:rows as json)) r where p.key = r.key and p.key = any(:keys)""")
          .param("keys", changed.stream().map(process -> process.key).toArray(Long[]::new))
          .param("rows", JsonValues.rows(changed.stream().map(Rows.Process::of).toList())).update());
    }
  }

  private void changeElements(Set<ElementInstance> changed) {
    if (!changed.isEmpty()) {
      expect(changed.size(), jdbc.sql("""
          update engine.element_instance e set state = r.state, end_date = r.end_date, incident_key = r.incident_key, phase = r.phase,
            mi_total = r.mi_total, mi_completed = r.mi_completed, mi_terminated = r.mi_terminated, mi_items = coalesce(r.mi_items, e.mi_items),
            tokens = r.tokens, interrupted = r.interrupted, trigger = r.trigger
          from json_populate_recordset(null::engine.element_instance, cast(:rows as json)) r
          where e.key = r.key and e.key = any(:keys) and e.end_date is null""")
          .param("keys", changed.stream().map(instance -> instance.key).toArray(Long[]::new))
          .param("rows", JsonValues.rows(changed.stream().map(Rows.ElementChange::of).toList())).update());
    }
  }

  private void variables(Collection<Rows.VariableRow> rows) {
    if (!rows.isEmpty()) {
      jdbc.sql("""
          insert into engine.variable select * from json_populate_recordset(null::engine.variable, cast(:rows as json))
          on conflict (scope_key, name) do update set value = excluded.value""").param("rows", JsonValues.rows(rows)).update();
    }
  }

  private void flows(Set<Rows.SequenceFlow> rows) {
    if (!rows.isEmpty()) {
      jdbc.sql("""
          insert into engine.sequence_flow select * from json_populate_recordset(null::engine.sequence_flow, cast(:rows as json))
          on conflict do nothing""").param("rows", JsonValues.rows(rows)).update();
    }
  }

  private void changeJobs(Map<Long, Rows.JobChange> changed) {
    if (!changed.isEmpty()) {
      expect(changed.size(), jdbc.sql("""
          update engine.job j set state = r.state, activatable = r.activatable, available_at = r.available_at, retries = r.retries,
            error_message = r.error_message, error_code = r.error_code, deadline = r.deadline, end_time = r.end_time,
            last_update_time = r.last_update_time
          from json_populate_recordset(null::engine.job, cast(:rows as json)) r
          where j.key = r.key and j.key = any(:keys) and j.end_time is null""")
          .param("keys", array(changed.keySet())).param("rows", JsonValues.rows(changed.values())).update());
    }
  }

  private void changeUserTasks(Map<Long, Rows.UserTaskChange> changed) {
    if (!changed.isEmpty()) {
      expect(changed.size(), jdbc.sql("""
          update engine.user_task t set state = r.state, assignee = r.assignee, candidate_groups = r.candidate_groups,
            candidate_users = r.candidate_users, due_date = r.due_date, follow_up_date = r.follow_up_date, priority = r.priority,
            completion_date = r.completion_date
          from json_populate_recordset(null::engine.user_task, cast(:rows as json)) r
          where t.key = r.key and t.key = any(:keys) and t.completion_date is null""")
          .param("keys", array(changed.keySet())).param("rows", JsonValues.rows(changed.values())).update());
    }
  }

  private void changeTimers(Map<Long, Rows.TimerChange> changed) {
    if (!changed.isEmpty()) {
      expect(changed.size(), jdbc.sql("""
          update engine.timer t set due = r.due, repetitions = r.repetitions
          from json_populate_recordset(null::engine.timer, cast(:rows as json)) r where t.key = r.key and t.key = any(:keys)""")
          .param("keys", array(changed.keySet())).param("rows", JsonValues.rows(changed.values())).update());
    }
  }

  private void changeSubscriptions(Map<Long, Rows.SubscriptionChange> changed) {
    if (!changed.isEmpty()) {
      expect(changed.size(), jdbc.sql("""
          update engine.message_subscription s set state = r.state, last_updated = r.last_updated
          from json_populate_recordset(null::engine.message_subscription, cast(:rows as json)) r where s.key = r.key and s.key = any(:keys)""")
          .param("keys", array(changed.keySet())).param("rows", JsonValues.rows(changed.values())).update());
    }
  }

  /** The rows are locked, so that all of them are there. */
  private void delete(String table, Set<Long> keys) {
    if (!keys.isEmpty()) {
      expect(keys.size(), jdbc.sql("delete from engine.%s where key = any(:keys)".formatted(table)).param("keys", array(keys)).update());
    }
  }

  /** Whatever ended instances still wait for ends with them. */
  private void close(UnitOfWork work) {
    if (!work.withoutWork.isEmpty()) {
      jdbc.sql("""
          with a as (update engine.job set state = 'CANCELED', activatable = false, end_time = :now, last_update_time = :now
              where element_instance_key = any(:keys) and end_time is null)
          update engine.user_task set state = 'CANCELED', completion_date = :now
          where element_instance_key = any(:keys) and completion_date is null""")
          .param("keys", array(work.withoutWork)).param("now", Sql.time(work.now)).update();
    }
    if (!work.withoutEvents.isEmpty()) {
      jdbc.sql("""
          with c as (update engine.message_subscription set state = 'DELETED', last_updated = :now
              where element_instance_key = any(:keys) and state = 'CREATED'),
            d as (delete from engine.signal_subscription where element_instance_key = any(:keys))
          delete from engine.timer where element_instance_key = any(:keys)""")
          .param("keys", array(work.withoutEvents)).param("now", Sql.time(work.now)).update();
    }
    work.unsubscribed.forEach((scope, events) -> jdbc.sql("""
        with c as (update engine.message_subscription set state = 'DELETED', last_updated = :now
            where element_instance_key = :scope and element_id = any(:events) and state = 'CREATED'),
          d as (delete from engine.signal_subscription where element_instance_key = :scope and element_id = any(:events))
        delete from engine.timer where element_instance_key = :scope and element_id = any(:events)""")
        .param("scope", scope).param("events", events.toArray(String[]::new)).param("now", Sql.time(work.now)).update());
  }

  private void resolve(UnitOfWork work) {
    if (!work.resolvedIncidents.isEmpty()) {
      jdbc.sql("update engine.incident set state = 'RESOLVED', resolved_time = :now where key = any(:keys)")
          .param("keys", array(work.resolvedIncidents)).param("now", Sql.time(work.now)).update();
    }
  }

  private static Long[] array(Collection<Long> keys) {
    return keys.toArray(Long[]::new);
  }

  private static void expect(int rows, int updated) {
    if (rows != updated) {
      throw new IllegalStateException("Expected to change %d rows, but changed %d".formatted(rows, updated));
    }
  }
}
