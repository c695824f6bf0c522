package dev.entente.training;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where the application is reached from outside, for links in mails and documents. */
@Component("trainingBaseUrl")
class BaseUrl {

  private final Environment environment;

  BaseUrl(Environment environment) {
    this.environment = environment;
  }

  String of(String path) {
    String configured = environment.getProperty("entente.base-url", "");
    String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
    return (configured.isBlank() ? "http://localhost:" + port : configured.replaceAll("/+$", "")) + path;
  }
}
