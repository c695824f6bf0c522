package dev.entente.provisioning;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The targets that are parts of the application itself: the license issuer. */
@Component
class BuiltInTargets implements TargetFactory {

  private final Map<String, TargetSystem> parts;

  BuiltInTargets(List<TargetSystem> parts) {
    this.parts = parts.stream().collect(Collectors.toMap(TargetSystem::id, Function.identity()));
  }

  @Override
  public TargetKind kind() {
    return TargetKind.LICENSE;
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  public TargetSystem build(Target target) {
    TargetSystem part = parts.get(target.id());
    if (part == null) {
      throw new SettingRefused("kind", "The application has no part named " + target.id() + " that gives access; it has " + parts.keySet() + ".");
    }
    return part;
  }
}
