package dev.entente.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Prints, once everything is up, where it is, who may sign in and what came along. */
@Component
class StartupBanner {

  private static final String LINE = "-".repeat(78);

  private final Environment environment;
  private final EmbeddedProperties properties;
  private final ObjectProvider<PostgresServer> postgres;

  StartupBanner(Environment environment, EmbeddedProperties properties, ObjectProvider<PostgresServer> postgres) {
    this.environment = environment;
    this.properties = properties;
    this.postgres = postgres;
  }

  @EventListener(ApplicationReadyEvent.class)
  void print() {
    System.out.println(text());
  }

  String text() {
    List<String> lines = new ArrayList<>(List.of("", LINE, "  Entente is ready:  http://localhost:" + environment.getProperty("local.server.port")));
    lines.add("");
    if (environment.acceptsProfiles(Profiles.of("demo"))) {
      lines.add(row("Demo users", "(the password is the name)"));
      lines.add(row("", DemoUser.ALL.stream().map(DemoUser::name).collect(Collectors.joining("  "))));
    } else {
      lines.add(row("Sign-in", "by your identity provider"));
    }
    lines.add("");
    lines.add(row("Database", database()));
    lines.add(row("Engine", environment.getProperty("entente.engine.embedded", Boolean.class, true)
        ? "embedded, REST API on /v2 (user with role ENGINE)" : environment.getProperty("camunda.client.rest-address")));
    lines.add(row("Directory", directory()));
    lines.add(row("Mail", mail()));
    lines.add(LINE);
    return String.join("\n", lines);
  }

  private String database() {
    PostgresServer server = postgres.getIfAvailable();
    return server == null ? environment.getProperty("spring.datasource.url")
        : "embedded PostgreSQL on port %d, in %s".formatted(server.port(), shown(server.folder()));
  }

  private String directory() {
    String port = environment.getProperty(EmbeddedParts.LDAP_PORT);
    if (port == null) {
      return environment.getProperty("entente.target.ldap.url");
    }
    String password = environment.getProperty("entente.ldap.password") == null
        ? shown(properties.data().resolve("ldap").resolve("password")) : "as configured";
    return "embedded, ldap://localhost:%s, bind DN %s, password in %s".formatted(port, EmbeddedParts.LDAP_BIND_DN, password);
  }

  private String mail() {
    String port = environment.getProperty(EmbeddedParts.SMTP_PORT);
    return port == null ? environment.getProperty("spring.mail.host")
        : "embedded sink on port %s, nothing is sent out; read on the page /mails".formatted(port);
  }

  private static String row(String name, String value) {
    return "  %-12s%s".formatted(name, value);
  }

  /** Below the folder it was started in as people type it, else in full. */
  private static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path full = path.toAbsolutePath().normalize();
    return full.startsWith(here) ? here.relativize(full).toString() : full.toString();
  }
}
