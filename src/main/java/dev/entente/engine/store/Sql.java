package dev.entente.engine.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Times as PostgreSQL's driver takes them. */
public final class Sql {

  private Sql() {}

  public static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static @Nullable OffsetDateTime nullableTime(@Nullable Instant instant) {
    return instant == null ? null : time(instant);
  }
}
