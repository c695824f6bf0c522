package dev.entente.manual;

import dev.entente.identity.Groups;
import dev.entente.provisioning.Setting.Type;
import dev.entente.provisioning.Setting;
import dev.entente.provisioning.SettingRefused;
import dev.entente.provisioning.Target;
import dev.entente.provisioning.TargetFactory;
import dev.entente.provisioning.TargetKind;
import dev.entente.provisioning.TargetSystem;
import dev.entente.provisioning.Targets;
import java.util.List;
import org.springframework.stereotype.Component;

/** Targets that people change by hand: which group, and by which instructions. */
@Component
class ManualTargets implements TargetFactory {

  static final String USUAL_GROUP = Groups.ALL.get(0);

  private final ManualProvisioning working;
  private final ManualTasks works;

  ManualTargets(ManualProvisioning working, ManualTasks works) {
    this.working = working;
    this.works = works;
  }

  @Override
  public TargetKind kind() {
    return TargetKind.BY_HAND;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.choice("group", Groups.ALL.toArray(String[]::new)),
        Setting.required("giveText", Type.LINES),
        Setting.required("takeText", Type.LINES),
        Setting.choice("proof", "required", "optional"));
  }

  static String group(Target target) {
    return target.setting("group", USUAL_GROUP);
  }

  @Override
  public TargetSystem build(Target target) {
    for (String text : List.of("giveText", "takeText")) {
      if (target.setting(text) == null) {
        throw new SettingRefused(text, "Write down what to do, step by step.");
      }
    }
    return new ManualTarget(target, working, works);
  }
}
