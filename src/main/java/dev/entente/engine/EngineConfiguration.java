package dev.entente.engine;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Assembles the embedded runtime; imported by the application only when it runs embedded. */
@Configuration(proxyBeanMethods = false)
public class EngineConfiguration {

  @Bean
  EngineClock engineClock() {
    return new EngineClock();
  }
}
