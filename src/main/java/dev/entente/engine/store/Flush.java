package dev.entente.engine.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    insert("user_task", work.userTasks);
    insert("timer", work.timers);
    insert("message_subscription", work.messageSubscriptions);
    insert("signal_subscription", work.signalSubscriptions);
    insert("correlated_message_subscription", work.correlations);
    insert("message_correlation", work.messageCorrelations);
    insert("pending_signal", work.pendingSignals);
    insert("decision_instance", work.decisionInstances);
    insert("incident", new ArrayList<>(work.incidents.values()));
    insert("compensation_subscription", work.newCompensations.stream().map(work.compensations::get).toList());
    delete(work.spentCompensations);
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
            tokens = r.tokens, interrupted = r.interrupted
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

  private void delete(Set<Long> compensations) {
    if (!compensations.isEmpty()) {
      expect(compensations.size(), jdbc.sql("delete from engine.compensation_subscription where key = any(:keys)")
          .param("keys", array(compensations)).update());
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
