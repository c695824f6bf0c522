package dev.entente.provisioning;

import dev.entente.provisioning.Setting.Type;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Systems that take signed webhooks. */
@Component
class WebhookTargets implements TargetFactory {

  private final TargetNetwork network;
  private final Secrets secrets;
  private final JsonMapper json;
  private final Clock clock;

  WebhookTargets(TargetNetwork network, Secrets secrets, JsonMapper json, Clock clock) {
    this.network = network;
    this.secrets = secrets;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public TargetKind kind() {
    return TargetKind.WEBHOOK;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.required("url", Type.URL).atPlace(),
        Setting.required("secret", Type.SECRET),
        Setting.optional("timeout", Type.SECONDS, "5"));
  }

  @Override
  public TargetSystem build(Target target) {
    WebhookSignature signature = WebhookSignature.of("secret", secrets.get(target, "secret"));
    return new WebhookTarget(target, new TargetHttp(network, Timeouts.of(target)), signature, json, clock);
  }
}
