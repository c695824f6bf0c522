package dev.entente.mail;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where people reach the application: what links in mails and documents begin with. */
@Component
public class BaseUrl {

  private final Environment environment;

  BaseUrl(Environment environment) {
    this.environment = environment;
  }

  /** @param path with its slash; the setting may end with one too */
  public String of(String path) {
    String configured = environment.getProperty("entente.base-url", "");
    String port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
    return (configured.isBlank() ? "http://localhost:" + port : configured.strip().replaceAll("/+$", "")) + path;
  }
}
