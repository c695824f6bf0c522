package dev.entente.provisioning;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPInterface;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.entente.provisioning.TargetSystem.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads everything the directory holds in the branches that are ours, page by page. */
class LdapListing {

  private static final int PAGE = 500;

  private final LdapTree tree;
  private final LdapFlavor flavor;

  LdapListing(LdapTree tree, LdapFlavor flavor) {
    this.tree = tree;
    this.flavor = flavor;
  }

  List<Access> list(LDAPInterface directory) throws LDAPException {
    List<Access> found = new ArrayList<>();
    Map<DN, Access> holders = new HashMap<>();
    DN partners = tree.partners();
    all(directory, partners, entry -> {
      Access account = accountOf(entry, partners);
      if (account != null) {
        holders.put(dn(entry.getDN()), account);
        found.add(account);
      }
    });
    List<SearchResultEntry> groups = new ArrayList<>();
    all(directory, tree.groups(), groups::add);
    for (SearchResultEntry group : groups) {
      found.addAll(membersOf(directory, group, holders));
    }
    return found;
  }

  /** Accounts only; what says that they are disabled is shown only when it is named. */
  List<Access> disabled(LDAPInterface directory) throws LDAPException {
    List<Access> found = new ArrayList<>();
    DN partners = tree.partners();
    all(directory, partners, entry -> {
      Access account = flavor.disabling().isDisabled(entry) ? accountOf(entry, partners) : null;
      if (account != null && !account.heldByPartner()) {
        found.add(account);
      }
    }, "*", flavor.disabling().attribute());
    return found;
  }

  private @Nullable Access accountOf(SearchResultEntry entry, DN partners) {
    Access named = named(dn(entry.getDN()), partners);
    if (named == null) {
      return null;
    }
    String name = named.heldByPartner() ? "description" : flavor.activeDirectory() ? "displayName" : "cn";
    return entry.hasAttribute(name) ? new Access(named.partnerId(), named.holder(), entry.getAttributeValue(name), TargetSystem.ACCOUNT) : named;
  }

  /** Whom a DN means, whether or not there is such an entry; null for what is not a partner's. */
  private static @Nullable Access named(DN dn, DN partners) {
    DN parent = dn.getParent();
    if (parent == null) {
      return null;
    }
    String holder = value(dn.getRDN());
    if (parent.equals(partners)) {
      return new Access(holder, holder, holder, TargetSystem.ACCOUNT);
    }
    return partners.equals(parent.getParent()) ? new Access(value(parent.getRDN()), holder, holder, TargetSystem.ACCOUNT) : null;
  }

  /** A member without an entry counts too: whoever makes the entry anew has the role again. So does one that is no partner's, such as an entry moved away. */
  private List<Access> membersOf(LDAPInterface directory, SearchResultEntry group, Map<DN, Access> holders) throws LDAPException {
    List<Access> members = new ArrayList<>();
    String role = group.getAttributeValue("cn");
    if (role != null) {
      for (String member : memberNames(directory, group)) {
        Access holder = DN.isValidDN(member) ? holders.getOrDefault(dn(member), named(dn(member), tree.partners())) : null;
        if (holder == null && DN.isValidDN(member) && !dn(member).equals(tree.groups())) {
          members.add(new Access(LdapTree.FOREIGN, member, member, role));
        } else if (holder != null) {
          members.add(new Access(holder.partnerId(), holder.holder(), holder.displayName(), role));
        }
      }
    }
    return members;
  }

  /** Active Directory gives many members in portions: {@code member;range=0-1499}, the last one {@code member;range=1500-*}. */
  private List<String> memberNames(LDAPInterface directory, SearchResultEntry group) throws LDAPException {
    List<String> names = new ArrayList<>();
    SearchResultEntry portion = group;
    while (portion != null) {
      Attribute members = null;
      for (Attribute attribute : portion.getAttributes()) {
        if (attribute.getBaseName().equalsIgnoreCase(flavor.memberAttribute()) && attribute.size() > 0) {
          members = attribute;
        }
      }
      portion = null;
      if (members != null) {
        names.addAll(List.of(members.getValues()));
        if (members.getName().contains(";range=") && !members.getName().endsWith("*")) {
          portion = directory.getEntry(group.getDN(), flavor.memberAttribute() + ";range=" + names.size() + "-*");
        }
      }
    }
    return names;
  }

  private static void all(LDAPInterface directory, DN branch, Consumer<SearchResultEntry> consumer, String... attributes) throws LDAPException {
    if (directory.getEntry(branch.toString(), "1.1") == null) {
      return;
    }
    ASN1OctetString cookie = null;
    do {
      SearchRequest request = new SearchRequest(branch.toString(), SearchScope.SUBORDINATE_SUBTREE, Filter.createPresenceFilter("objectClass"), attributes);
      request.addControl(new SimplePagedResultsControl(PAGE, cookie));
      SearchResult result = directory.search(request);
      result.getSearchEntries().forEach(consumer);
      SimplePagedResultsControl next = SimplePagedResultsControl.get(result);
      cookie = next != null && next.moreResultsToReturn() ? next.getCookie() : null;
    } while (cookie != null);
  }

  private static String value(RDN rdn) {
    return rdn.getAttributeValues()[0];
  }

  private static DN dn(String text) {
    try {
      return new DN(text);
    } catch (LDAPException malformed) {
      throw new TargetRefused("The directory named an entry that can't be read: " + text, malformed);
    }
  }
}
