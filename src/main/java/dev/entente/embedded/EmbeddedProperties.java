package dev.entente.embedded;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the embedded parts keep their data and listen.
 *
 * @param data folder of everything that must outlive a restart
 */
@ConfigurationProperties("entente")
record EmbeddedProperties(@DefaultValue("data") Path data, @DefaultValue Database database) {

  /** @param port 0 for any free one */
  record Database(@DefaultValue("0") int port, @DefaultValue("entente") String name) {}
}
