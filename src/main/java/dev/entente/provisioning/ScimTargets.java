package dev.entente.provisioning;

import dev.entente.provisioning.Setting.Type;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** SCIM 2.0 services. */
@Component
class ScimTargets implements TargetFactory {

  private final TargetNetwork network;
  private final Secrets secrets;
  private final JsonMapper json;

  ScimTargets(TargetNetwork network, Secrets secrets, JsonMapper json) {
    this.network = network;
    this.secrets = secrets;
    this.json = json;
  }

  @Override
  public TargetKind kind() {
    return TargetKind.SCIM;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.required("url", Type.URL).atPlace(),
        Setting.required("token", Type.SECRET),
        Setting.choice("removal", "delete", "deactivate"),
        Setting.optional("timeout", Type.SECONDS, "5"));
  }

  @Override
  public TargetSystem build(Target target) {
    TargetHttp http = new TargetHttp(network, Timeouts.of(target));
    ScimClient client = new ScimClient(http, TargetUrl.http(target, "url"), secrets.get(target, "token"), json);
    return new ScimTarget(target.id(), client, !"deactivate".equals(target.setting("removal")));
  }
}
