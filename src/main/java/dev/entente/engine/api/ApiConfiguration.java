package dev.entente.engine.api;

import dev.entente.engine.Engine;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Serves the API; imported together with the runtime, never found by scanning. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProperties.class)
@Import({
  DeploymentController.class, ProcessInstanceController.class, JobController.class, UserTaskController.class, MessageController.class,
  RuntimeController.class, SearchController.class, VariableController.class, DetailController.class, StatisticsController.class,
  DecisionController.class, FallbackController.class, Problems.class
})
public class ApiConfiguration {

  @Bean
  Search engineSearch(JdbcClient jdbc) {
    return new Search(jdbc);
  }

  @Bean
  Timeouts engineTimeouts() {
    return new Timeouts();
  }

  @Bean
  JobPolls engineJobPolls(Engine engine, Timeouts engineTimeouts) {
    return new JobPolls(engine, engineTimeouts);
  }

  @Bean
  InstanceWaits engineInstanceWaits(Engine engine, Timeouts engineTimeouts) {
    return new InstanceWaits(engine, engineTimeouts);
  }

  @Bean
  @ConditionalOnProperty("entente.engine.clock-controlled")
  ClockController engineClockController(Engine engine) {
    return new ClockController(engine);
  }
}
