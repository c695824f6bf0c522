package dev.entente.engine.api;

import dev.entente.engine.Engine;
import dev.entente.engine.EngineConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The embedded runtime with its API; imported by the application only when it runs embedded, never found by scanning. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProperties.class)
@Import({
  EngineConfiguration.class,
  DeploymentController.class, ProcessInstanceController.class, JobController.class, UserTaskController.class, MessageController.class,
  RuntimeController.class, SearchController.class, VariableController.class, DetailController.class, StatisticsController.class,
  DecisionController.class, FallbackController.class, ProblemAdvice.class
})
public class EngineApiConfiguration {

  @Bean
  Search engineSearch(JdbcClient jdbc) {
    return new Search(jdbc);
  }

  @Bean
  RequestTimeouts engineTimeouts() {
    return new RequestTimeouts();
  }

  @Bean
  JobLongPolls engineJobPolls(Engine engine, RequestTimeouts engineTimeouts) {
    return new JobLongPolls(engine, engineTimeouts);
  }

  @Bean
  AwaitedCompletions engineInstanceWaits(Engine engine, RequestTimeouts engineTimeouts) {
    return new AwaitedCompletions(engine, engineTimeouts);
  }

  @Bean
  @ConditionalOnProperty("entente.engine.clock-controlled")
  ClockController engineClockController(Engine engine) {
    return new ClockController(engine);
  }
}
