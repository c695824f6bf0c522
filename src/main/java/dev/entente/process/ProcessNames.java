package dev.entente.process;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What people call the processes. */
@Component
public class ProcessNames {

  private final Definitions definitions;

  ProcessNames(Definitions definitions) {
    this.definitions = definitions;
  }

  /** Names of the latest versions, by process id. */
  public Map<String, String> all() {
    Map<String, String> names = new TreeMap<>();
    definitions.latest().forEach(latest -> names.put(latest.id(), latest.name()));
    return names;
  }
}
