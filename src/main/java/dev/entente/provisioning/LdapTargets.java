package dev.entente.provisioning;

import com.unboundid.ldap.sdk.DN;
import dev.entente.provisioning.Setting.Type;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Directories; the one named {@code directory} is reached as {@code entente.target.ldap.*} says unless it has an address of its own. */
@Component
class LdapTargets implements TargetFactory {

  private static final String FROM_PROPERTIES = "directory";

  private final LdapProperties properties;
  private final TargetNetwork network;
  private final Secrets secrets;

  LdapTargets(LdapProperties properties, TargetNetwork network, Secrets secrets) {
    this.network = network;
    this.properties = properties;
    this.secrets = secrets;
  }

  @Override
  public TargetKind kind() {
    return TargetKind.LDAP;
  }

  @Override
  public List<Setting> settings() {
    return Stream.concat(
            Stream.of(
                Setting.optional("url", Type.URL, "").atPlace(),
                Setting.choice("startTls", "no", "yes"),
                Setting.optional("bindDn", Type.TEXT, ""),
                Setting.optional("password", Type.SECRET, ""),
                Setting.optional("baseDn", Type.TEXT, "").atPlace(),
                Setting.optional("timeout", Type.SECONDS, "5")),
            LdapFlavor.SETTINGS.stream())
        .toList();
  }

  @Override
  public Map<String, String> used(Target target) {
    if (!isFromProperties(target)) {
      return target.settings();
    }
    Map<String, String> used = new HashMap<>(target.settings());
    used.put("url", String.valueOf(properties.url()));
    used.put("bindDn", String.valueOf(properties.bindDn()));
    used.put("baseDn", properties.baseDn());
    used.put("timeout", String.valueOf(properties.timeout().toSeconds()));
    return used;
  }

  private static boolean isFromProperties(Target target) {
    return target.setting("url") == null && target.id().equals(FROM_PROPERTIES);
  }

  @Override
  public TargetSystem build(Target target) {
    LdapFlavor flavor = LdapFlavor.of(target);
    if (isFromProperties(target)) {
      return new LdapDirectory(target.id(), flavor, properties.baseDn(), new LdapConnections(properties, false, null));
    }
    boolean startTls = "yes".equals(target.setting("startTls"));
    URI url = TargetUrl.ldap(target, "url");
    String password = target.setting("password") == null ? null : secrets.get(target, "password");
    if (password != null && !startTls && !"ldaps".equalsIgnoreCase(url.getScheme()) && !TargetUrl.isLoopback(url.getHost())) {
      throw new SettingRefused("url", "Passwords are sent only over ldaps or with StartTLS, except to this machine itself.");
    }
    String baseDn = target.setting("baseDn", "");
    if (baseDn.isEmpty() || !DN.isValidDN(baseDn)) {
      throw new SettingRefused("baseDn", "A distinguished name is required, such as dc=example,dc=com.");
    }
    LdapProperties place = new LdapProperties(url.toString(), target.setting("bindDn"), password, baseDn, Timeouts.of(target));
    return new LdapDirectory(target.id(), flavor, baseDn, new LdapConnections(place, startTls, network));
  }
}
