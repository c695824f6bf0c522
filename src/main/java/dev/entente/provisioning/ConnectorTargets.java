package dev.entente.provisioning;

import dev.entente.provisioning.ConnectorTarget.Attributes;
import dev.entente.provisioning.Setting.Type;
import java.util.List;
import org.identityconnectors.framework.api.APIConfiguration;
import org.identityconnectors.framework.api.ConnectorFacade;
import org.identityconnectors.framework.api.ConnectorFacadeFactory;
import org.identityconnectors.framework.api.ConnectorInfo;
import org.identityconnectors.framework.common.objects.ObjectClass;
import org.springframework.stereotype.Component;

/** Systems that a ConnId connector reaches: databases, files, REST services, directories, and what else there is a connector for. */
@Component
class ConnectorTargets implements TargetFactory {

  private final ConnectorBundles bundles;
  private final Secrets secrets;

  ConnectorTargets(ConnectorBundles bundles, Secrets secrets) {
    this.bundles = bundles;
    this.secrets = secrets;
  }

  @Override
  public TargetKind kind() {
    return TargetKind.CONNID;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.required("bundle", Type.TEXT),
        Setting.optional("connector", Type.TEXT, ""),
        Setting.optional("properties", Type.LINES, "").atPlace(),
        Setting.optional("objectClass", Type.TEXT, ObjectClass.ACCOUNT_NAME).atPlace(),
        Setting.optional("rolesAttribute", Type.TEXT, "roles").atPlace(),
        Setting.optional("partnerAttribute", Type.TEXT, "partner").atPlace(),
        Setting.optional("nameAttribute", Type.TEXT, ""),
        Setting.choice("disabling", "no", "yes"),
        Setting.optional("timeout", Type.SECONDS, "5"));
  }

  @Override
  public TargetSystem build(Target target) {
    ConnectorInfo info = bundles.find(target.setting("bundle", ""), target.setting("connector", ""));
    APIConfiguration configuration = info.createDefaultAPIConfiguration();
    new ConnectorSettings(secrets).fill(configuration, target);
    ConnectorFacade connector = ConnectorFacadeFactory.getInstance().newInstance(configuration);
    try {
      connector.validate();
    } catch (RuntimeException refused) {
      throw new SettingRefused("properties", "The connector does not accept its properties: " + refused.getMessage());
    }
    Attributes attributes = new Attributes(target.setting("rolesAttribute", "roles"), target.setting("partnerAttribute", "partner"),
        target.setting("nameAttribute"), "yes".equals(target.setting("disabling")));
    return new ConnectorTarget(target.id(), connector, new ObjectClass(target.setting("objectClass", ObjectClass.ACCOUNT_NAME)), attributes);
  }
}
