package dev.entente.engine;

import dev.entente.engine.api.ApiConfiguration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Assembles the embedded runtime; imported by the application only when it runs embedded. */
@Configuration(proxyBeanMethods = false)
@Import(ApiConfiguration.class)
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
