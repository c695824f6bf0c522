package dev.entente.process;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Keeps the diagrams of the definitions that are looked at; a definition never changes, so neither does its entry. */
@Component
class Diagrams {

  private static final int KEPT = 100;

  private final EngineClient engine;
  private final Map<Long, Diagram> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Long, Diagram> eldest) {
      return size() > KEPT;
    }
  });

  Diagrams(EngineClient engine) {
    this.engine = engine;
  }

  /** @throws EngineRefused for an unknown key */
  Diagram of(long definitionKey) {
    Diagram known = kept.get(definitionKey);
    if (known != null) {
      return known;
    }
    Diagram read = new Diagram(engine.ask(client -> client.newProcessDefinitionGetXmlRequest(definitionKey)));
    kept.put(definitionKey, read);
    return read;
  }
}
