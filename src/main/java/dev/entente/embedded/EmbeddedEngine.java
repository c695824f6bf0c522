package dev.entente.embedded;

import dev.entente.engine.api.EngineApiConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Starts the embedded runtime, whose movable clock is then the application's; with a cluster outside, everybody asks the system's clock. */
class EmbeddedEngine {

  private EmbeddedEngine() {}

  /** The runtime in this application. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "entente.engine.embedded", havingValue = "true", matchIfMissing = true)
  @Import(EngineApiConfiguration.class)
  static class Embedded {}

  /** A Camunda 8 cluster elsewhere. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "entente.engine.embedded", havingValue = "false")
  static class Elsewhere {

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }
}
