package dev.entente.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of messages and of who waits for them. */
public final class MessageStore {

  public record Buffered(long key, String name, String correlationKey, String variables) {

    public static Buffered of(Rows.Message message) {
      return new Buffered(message.key(), message.name(), message.correlationKey(), message.variables());
    }
  }

  public record WithId(long key, Instant expiresAt) {}

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

  /** The message that has this id, whether its time is over or not. */
  public Optional<WithId> withId(String name, String correlationKey, String messageId) {
    return jdbc.sql("""
        select key, expires_at from engine.message where name = :name and correlation_key = :correlationKey and message_id = :id for update""")
        .param("name", name).param("correlationKey", correlationKey).param("id", messageId)
        .query((rs, n) -> new WithId(rs.getLong(1), InstanceLoader.instant(rs, "expires_at"))).optional();
  }

  /** Messages that have not reached the process yet, oldest first; those of this command count too. */
  public List<Buffered> buffered(UnitOfWork work, String name, String correlationKey, String processId) {
    List<Buffered> messages = new ArrayList<>(stored(name, correlationKey, processId, work.now));
    work.messages(name, correlationKey).forEach(message -> messages.add(Buffered.of(message)));
    messages.removeIf(message -> work.hasReached(message.key(), processId));
    return messages;
  }

  /** Not deleted before the command that takes it is done, though its time be over meanwhile. */
  private List<Buffered> stored(String name, String correlationKey, String processId, Instant now) {
    return jdbc.sql("""
        select m.key, m.name, m.correlation_key, m.variables from engine.message m
        where m.name = :name and m.correlation_key = :correlationKey and m.expires_at > :now
          and not exists (select from engine.message_correlation c where c.message_key = m.key and c.process_id = :processId)
        order by m.key for key share of m""").param("name", name).param("correlationKey", correlationKey).param("processId", processId).param("now", Sql.time(now))
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

  public int deleteExpired(Instant now) {
    return jdbc.sql("delete from engine.message where expires_at <= :now").param("now", Sql.time(now)).update();
  }

  public Optional<Instant> nextExpiry() {
    return jdbc.sql("select expires_at from engine.message order by expires_at limit 1").query((rs, n) -> InstanceLoader.instant(rs, "expires_at")).optional();
  }
}
