package dev.entente.embedded;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the embedded database server unless the configuration names another one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "never-set")
class DatabaseConfiguration {

  @Bean
  PostgresServer postgresServer(EmbeddedProperties properties) {
    return PostgresServer.start(properties.data(), properties.database().port());
  }

  @Bean
  JdbcConnectionDetails embeddedConnection(PostgresServer server, EmbeddedProperties properties) {
    server.createDatabase(properties.database().name());
    return new Connection(server.url(properties.database().name()), server.password());
  }

  /** How the pool reaches the embedded server. */
  private record Connection(String url, String password) implements JdbcConnectionDetails {

    @Override
    public String getUsername() {
      return PostgresServer.USER;
    }

    @Override
    public String getPassword() {
      return password;
    }

    @Override
    public String getJdbcUrl() {
      return url;
    }

    @Override
    public String toString() {
      return url;
    }
  }
}
