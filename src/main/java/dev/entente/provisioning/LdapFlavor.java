package dev.entente.provisioning;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.List;

/**
 * How a directory writes partners, people and groups.
 *
 * @param partnerClass with its naming attribute {@code partnerName}
 * @param personClasses with their naming attribute {@code personName}
 * @param disabling how an account is made unusable
 * @param activeDirectory people get a password that nobody knows, since accounts without one can't be enabled; groups may be empty
 */
record LdapFlavor(
    String partnerClass,
    String partnerName,
    List<String> personClasses,
    String personName,
    String groupClass,
    String memberAttribute,
    Disabling disabling,
    boolean activeDirectory) {

  static final List<Setting> SETTINGS = List.of(
      Setting.choice("flavor", "standard", "activeDirectory"),
      Setting.optional("groupClass", Setting.Type.TEXT, "").atPlace(),
      Setting.optional("memberAttribute", Setting.Type.TEXT, "").atPlace(),
      Setting.optional("disableBy", Setting.Type.TEXT, ""));

  private static final String NAME = "[A-Za-z][A-Za-z0-9-]{0,60}";

  /** The attribute that names an entry for good. */
  String stableId() {
    return activeDirectory ? "objectGUID" : "entryUUID";
  }

  static LdapFlavor of(Target target) {
    boolean activeDirectory = "activeDirectory".equals(target.setting("flavor"));
    String groupClass = name(target, "groupClass", activeDirectory ? "group" : "groupOfUniqueNames");
    String member = name(target, "memberAttribute", activeDirectory || !groupClass.equalsIgnoreCase("groupOfUniqueNames") ? "member" : "uniqueMember");
    Disabling disabling = Disabling.of(target.setting("disableBy", activeDirectory ? "userAccountControl" : "pwdAccountLockedTime=000001010000Z"));
    return activeDirectory
        ? new LdapFlavor("organizationalUnit", "ou", List.of("top", "person", "organizationalPerson", "user"), "cn", groupClass, member, disabling, true)
        : new LdapFlavor("organization", "o", List.of("top", "person", "organizationalPerson", "inetOrgPerson"), "uid", groupClass, member, disabling, false);
  }

  private static String name(Target target, String setting, String usual) {
    String name = target.setting(setting, usual);
    if (!name.matches(NAME)) {
      throw new SettingRefused(setting, "This is no name of the schema: letters, digits and hyphens.");
    }
    return name;
  }

  /**
   * An account is disabled by one bit of {@code userAccountControl}, or by an attribute of a value, and enabled by taking it away.
   *
   * @param value empty for the bit
   */
  record Disabling(String attribute, String value) {

    private static final String CONTROL = "userAccountControl";
    private static final int ACCOUNT_DISABLED = 2;
    private static final int NORMAL_ACCOUNT = 512;

    static Disabling of(String text) {
      if (text.equalsIgnoreCase(CONTROL)) {
        return new Disabling(CONTROL, "");
      }
      int equals = text.indexOf('=');
      if (equals < 1 || equals == text.length() - 1 || !text.substring(0, equals).matches(NAME)) {
        throw new SettingRefused("disableBy", "Write userAccountControl, or an attribute and its value, such as pwdAccountLockedTime=000001010000Z.");
      }
      return new Disabling(text.substring(0, equals), text.substring(equals + 1));
    }

    boolean isDisabled(Entry account) {
      return value.isEmpty() ? (control(account) & ACCOUNT_DISABLED) != 0 : account.hasAttributeValue(attribute, value);
    }

    Modification disable(Entry account) {
      return new Modification(ModificationType.REPLACE, attribute, value.isEmpty() ? String.valueOf(control(account) | ACCOUNT_DISABLED) : value);
    }

    Modification enable(Entry account) {
      return value.isEmpty() ? new Modification(ModificationType.REPLACE, attribute, String.valueOf(control(account) & ~ACCOUNT_DISABLED))
          : new Modification(ModificationType.REPLACE, attribute);
    }

    private static int control(Entry account) {
      Integer control = account.getAttributeValueAsInteger(CONTROL);
      return control == null ? NORMAL_ACCOUNT : control;
    }
  }
}
