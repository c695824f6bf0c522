package dev.entente.access.target;

import dev.entente.access.target.Setting.Type;
import java.util.List;
import org.springframework.stereotype.Component;

/** Directories; the one named {@code directory} is reached as {@code entente.target.ldap.*} says unless it has settings of its own. */
@Component
class LdapTargets implements TargetFactory {

  private static final String FROM_PROPERTIES = "directory";

  private final LdapProperties properties;
  private final Secrets secrets;

  LdapTargets(LdapProperties properties, Secrets secrets) {
    this.properties = properties;
    this.secrets = secrets;
  }

  @Override
  public TargetKind kind() {
    return TargetKind.LDAP;
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.optional("url", Type.URL, "").atPlace(),
        Setting.optional("bindDn", Type.TEXT, ""),
        Setting.optional("password", Type.SECRET, ""),
        Setting.optional("baseDn", Type.TEXT, "").atPlace(),
        Setting.optional("timeout", Type.SECONDS, "5"));
  }

  @Override
  public TargetSystem build(Target target) {
    LdapProperties place = place(target);
    return new LdapDirectory(target.id(), place, new LdapConnections(place));
  }

  private LdapProperties place(Target target) {
    String url = target.setting("url");
    if (url == null && target.id().equals(FROM_PROPERTIES)) {
      return properties;
    }
    if (url == null) {
      throw new SettingRefused("url", "An address is required, such as ldaps://directory.example.com:636.");
    }
    String password = target.setting("password") == null ? null : secrets.get(target, "password");
    String baseDn = target.setting("baseDn", "");
    return new LdapProperties(url, target.setting("bindDn"), password, baseDn, Timeouts.of(target));
  }
}
