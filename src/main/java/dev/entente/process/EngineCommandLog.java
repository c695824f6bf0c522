package dev.entente.process;

import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records what people and programs tell the engine past the application. */
@Component
class EngineCommandLog {

  private final Trail trail;

  EngineCommandLog(Trail trail) {
    this.trail = trail;
  }

  @Transactional
  public void record(String subject, String user, String action, String command) {
    trail.record(TrailEntry.of(subject, user, action, Map.of("command", command)));
  }
}
