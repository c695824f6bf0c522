package dev.entente.engine.store;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** Times as PostgreSQL's driver takes them. */
public final class Sql {

  private Sql() {}

  public static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static @Nullable OffsetDateTime nullableTime(@Nullable Instant instant) {
    return instant == null ? null : time(instant);
  }

  /** PostgreSQL keeps no U+0000, neither as it is nor escaped in JSON. */
  public static boolean isNul(DataAccessException failed) {
    return failed.getMostSpecificCause() instanceof SQLException sql && Set.of("22021", "22P05").contains(String.valueOf(sql.getSQLState()));
  }
}
