package dev.entente.provisioning;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import dev.entente.provisioning.TargetSystem.Access;

/**
 * Where things are in the directory: {@code uid=mail,o=partner,ou=partners}, {@code cn=role,ou=groups}, or as its flavor names them; all names are
 * escaped by the library.
 *
 * <p>In most directories a group must always have a member, so each holds the branch of the groups itself, which is nobody.
 */
class LdapTree {

  /** Stands for the partner of members that are no partner's; they are named by their whole DN. */
  static final String FOREIGN = "foreign";

  private final DN base;
  private final LdapFlavor flavor;

  LdapTree(String baseDn, LdapFlavor flavor) {
    this.flavor = flavor;
    try {
      this.base = new DN(baseDn);
    } catch (LDAPException malformed) {
      throw new IllegalArgumentException("entente.target.ldap.base-dn is not a distinguished name: " + baseDn, malformed);
    }
  }

  DN base() {
    return base;
  }

  DN partners() {
    return new DN(new RDN("ou", "partners"), base);
  }

  DN groups() {
    return new DN(new RDN("ou", "groups"), base);
  }

  DN partner(String partnerId) {
    return new DN(new RDN(flavor.partnerName(), partnerId), partners());
  }

  DN holder(Access access) {
    if (access.partnerId().equals(FOREIGN) && DN.isValidDN(access.holder())) {
      return foreign(access.holder());
    }
    DN partner = partner(access.partnerId());
    return access.heldByPartner() ? partner : new DN(new RDN(flavor.personName(), access.holder()), partner);
  }

  private static DN foreign(String member) {
    try {
      return new DN(member);
    } catch (LDAPException malformed) {
      throw new TargetRefused("The directory named a member that can't be read: " + member, malformed);
    }
  }

  DN group(String role) {
    return new DN(new RDN("cn", role), groups());
  }

  String nobody() {
    return groups().toString();
  }

  Entry branch(DN dn) {
    return new Entry(dn, new Attribute("objectClass", "top", "organizationalUnit"));
  }

  Entry partnerEntry(String partnerId, String name) {
    return new Entry(partner(partnerId), new Attribute("objectClass", "top", flavor.partnerClass()), new Attribute(flavor.partnerName(), partnerId),
        new Attribute("description", name));
  }

  Entry personEntry(Access access) {
    String name = access.displayName().isBlank() ? access.holder() : access.displayName().strip();
    Entry person = new Entry(holder(access), new Attribute("objectClass", flavor.personClasses()), new Attribute(flavor.personName(), access.holder()),
        new Attribute("mail", access.holder()), new Attribute("sn", name.substring(name.lastIndexOf(' ') + 1)));
    if (flavor.activeDirectory()) {
      person.addAttribute("displayName", name);
      person.addAttribute("userAccountControl", "512");
      person.addAttribute("unicodePwd", LdapPassword.unknown());
    } else {
      person.addAttribute("cn", name);
    }
    return person;
  }

  Entry groupEntry(String role) {
    Entry group = new Entry(group(role), new Attribute("objectClass", "top", flavor.groupClass()), new Attribute("cn", role));
    if (!flavor.activeDirectory()) {
      group.addAttribute(flavor.memberAttribute(), nobody());
    }
    return group;
  }
}
