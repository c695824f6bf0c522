package dev.entente.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of messages and of who waits for them. */
public final class MessageStore {

  public record Buffered(long key, String name, String correlationKey, String variables) {}

  public record Waiting(long key, String elementId, long elementInstanceKey, long rootKey, String processId) {}

  public record Start(long key, String elementId, long definitionKey, String processId) {}

  private final JdbcClient jdbc;

  public MessageStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Held to the end of the transaction: publishing to a name and key and beginning to wait for it exclude each other. */
  public void lock(String what) {
    jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:what, 7))) l").param("what", what).query(Integer.class).single();
  }

  public List<Waiting> waiting(String name, String correlationKey) {
    return jdbc.sql("""
        select key, element_id, element_instance_key, root_key, process_id from engine.message_subscription
        where name = :name and correlation_key = :correlationKey and state = 'CREATED' and not start_event order by key""")
        .param("name", name).param("correlationKey", correlationKey)
        .query((rs, n) -> new Waiting(rs.getLong(1), rs.getString(2), rs.getLong(3), rs.getLong(4), rs.getString(5))).list();
  }

  public List<Start> starts(String name) {
    return jdbc.sql("""
        select key, element_id, definition_key, process_id from engine.message_subscription
        where name = :name and start_event and state = 'CREATED' order by key""").param("name", name).query(MessageStore::start).list();
  }

  private static Start start(ResultSet rs, int n) throws SQLException {
    return new Start(rs.getLong(1), rs.getString(2), rs.getLong(3), rs.getString(4));
  }

  public boolean isBuffered(String name, String correlationKey, String messageId, Instant now) {
    return jdbc.sql("""
        select 1 from engine.message where name = :name and correlation_key = :correlationKey and message_id = :id and expires_at > :now""")
        .param("name", name).param("correlationKey", correlationKey).param("id", messageId).param("now", Sql.time(now))
        .query(Integer.class).optional().isPresent();
  }

  public void buffer(Buffered message, @Nullable String messageId, Instant publishedAt, Instant expiresAt) {
    jdbc.sql("delete from engine.message where name = :name and correlation_key = :correlationKey and message_id = :id and expires_at <= :now")
        .param("name", message.name).param("correlationKey", message.correlationKey).param("id", messageId).param("now", Sql.time(publishedAt)).update();
    jdbc.sql("""
        insert into engine.message (key, name, correlation_key, message_id, variables, published_at, expires_at)
        values (:key, :name, :correlationKey, :id, :variables, :published, :expires)""")
        .param("key", message.key).param("name", message.name).param("correlationKey", message.correlationKey).param("id", messageId)
        .param("variables", message.variables).param("published", Sql.time(publishedAt)).param("expires", Sql.time(expiresAt)).update();
  }

  /** Messages that have not reached the process yet, oldest first. */
  public List<Buffered> buffered(String name, String correlationKey, String processId, Instant now) {
    return jdbc.sql("""
        select m.key, m.name, m.correlation_key, m.variables from engine.message m
        where m.name = :name and m.correlation_key = :correlationKey and m.expires_at > :now
          and not exists (select from engine.message_correlation c where c.message_key = m.key and c.process_id = :processId)
        order by m.key""").param("name", name).param("correlationKey", correlationKey).param("processId", processId).param("now", Sql.time(now))
        .query((rs, n) -> new Buffered(rs.getLong(1), rs.getString(2), rs.getString(3), rs.getString(4))).list();
  }

  /** Whether an instance that was started by a message with this key is still active. */
  public boolean isStarted(String processId, String correlationKey, Collection<Long> endedNow) {
    return jdbc.sql("""
        select 1 from engine.process_instance where process_id = :processId and start_correlation_key = :correlationKey and end_date is null
          and not key = any(:ended) limit 1""").param("processId", processId).param("correlationKey", correlationKey)
        .param("ended", endedNow.toArray(Long[]::new)).query(Integer.class).optional().isPresent();
  }

  public List<Start> startsOf(String processId) {
    return jdbc.sql("""
        select key, element_id, definition_key, process_id from engine.message_subscription
        where process_id = :processId and start_event and state = 'CREATED' order by key""").param("processId", processId).query(MessageStore::start).list();
  }

  public String nameOf(long startSubscriptionKey) {
    return jdbc.sql("select name from engine.message_subscription where key = :key").param("key", startSubscriptionKey).query(String.class).single();
  }

  public void correlated(long subscriptionKey, boolean stillWaiting, Instant now) {
    jdbc.sql("update engine.message_subscription set state = case when :waiting then state else 'CORRELATED' end, last_updated = :now where key = :key")
        .param("key", subscriptionKey).param("waiting", stillWaiting).param("now", Sql.time(now)).update();
  }

  public int deleteExpired(Instant now) {
    return jdbc.sql("delete from engine.message where expires_at <= :now").param("now", Sql.time(now)).update();
  }

  public Optional<Instant> nextExpiry() {
    return jdbc.sql("select expires_at from engine.message order by expires_at limit 1").query((rs, n) -> InstanceLoader.instant(rs, "expires_at")).optional();
  }
}
