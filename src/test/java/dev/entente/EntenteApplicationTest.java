package dev.entente;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class EntenteApplicationTest {

  @Autowired
  JdbcClient jdbc;

  @Test
  void theSchemaIsTheDefaultOfEveryConnection() {
    assertThat(jdbc.sql("SELECT current_schema()").query(String.class).single()).isEqualTo("entente");
    assertThat(jdbc.sql("SHOW TimeZone").query(String.class).single()).isEqualTo("Asia/Kathmandu");
    assertThat(jdbc.sql("SHOW fsync").query(String.class).single()).isEqualTo("on");
    assertThat(jdbc.sql("SHOW synchronous_commit").query(String.class).single()).isEqualTo("on");
  }
}
