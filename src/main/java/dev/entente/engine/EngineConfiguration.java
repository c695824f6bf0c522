package dev.entente.engine;

import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Assembles the engine itself, without its API. */
@Configuration(proxyBeanMethods = false)
public class EngineConfiguration {

  @Bean
  EngineClock engineClock(@Value("${entente.engine.clock-controlled:false}") boolean movable) {
    return new EngineClock(movable);
  }

  @Bean
  Engine embeddedRuntime(DataSource dataSource, EngineClock engineClock) {
    return new Engine(dataSource, engineClock);
  }
}
