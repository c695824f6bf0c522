package dev.entente.engine.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Hands out keys, one rising sequence for everything; blocks are taken from the database and used from memory. */
public final class KeyGenerator {

  private static final int BLOCK = 1000;

  private final JdbcClient jdbc;
  private long next;
  private long end;

  public KeyGenerator(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public synchronized long next() {
    if (next == end) {
      next = jdbc.sql("select nextval('engine.key_block')").query(Long.class).single() * BLOCK;
      end = next + BLOCK;
    }
    return next++;
  }
}
