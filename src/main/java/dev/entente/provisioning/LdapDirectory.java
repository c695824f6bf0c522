package dev.entente.provisioning;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPInterface;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access in an LDAP directory: an entry per partner and person, membership of groups per role. */
class LdapDirectory implements TargetSystem, AutoCloseable {

  private final String id;
  private final LdapFlavor flavor;
  private final LdapTree tree;
  private final LdapConnections connections;

  LdapDirectory(String id, LdapFlavor flavor, String baseDn, LdapConnections connections) {
    this.id = id;
    this.flavor = flavor;
    this.tree = new LdapTree(baseDn, flavor);
    this.connections = connections;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String grant(Access access) {
    return connections.call("Granting " + access.role(), directory -> {
      ensureHolder(directory, access);
      String holder = tree.holder(access).toString();
      if (access.role().equals(ACCOUNT)) {
        return holder;
      }
      ensureMember(directory, access, holder);
      return tree.group(access.role()) + "#" + holder;
    });
  }

  @Override
  public void revoke(Access access) {
    connections.call("Revoking " + access.role(), directory -> {
      if (access.role().equals(ACCOUNT)) {
        removeWithAllBelow(directory, tree.holder(access));
      } else {
        removeMember(directory, tree.group(access.role()).toString(), tree.holder(access).toString());
      }
      return true;
    });
  }

  @Override
  public boolean verify(Access access) {
    return connections.call("Verifying " + access.role(), directory -> {
      DN holder = tree.holder(access);
      SearchResultEntry account = account(directory, access);
      if (account == null || flavor.disabling().isDisabled(account)) {
        return false;
      }
      return access.role().equals(ACCOUNT) || isMember(directory, tree.group(access.role()).toString(), holder);
    });
  }

  @Override
  public Optional<String> stableId(Access account) {
    return connections.call("Identifying " + account.role(), directory ->
        Optional.ofNullable(directory.getEntry(tree.holder(account).toString(), flavor.stableId())).flatMap(entry -> idOf(entry)));
  }

  private Optional<String> idOf(Entry entry) {
    if (!entry.hasAttribute(flavor.stableId())) {
      return Optional.empty();
    }
    return Optional.of(flavor.activeDirectory() ? HexFormat.of().formatHex(entry.getAttributeValueBytes(flavor.stableId()))
        : entry.getAttributeValue(flavor.stableId()));
  }

  @Override
  public Optional<String> locate(String stableId) {
    Filter filter = flavor.activeDirectory() ? Filter.createEqualityFilter(flavor.stableId(), HexFormat.of().parseHex(stableId))
        : Filter.createEqualityFilter(flavor.stableId(), stableId);
    return connections.call("Locating an account", directory -> directory.search(tree.base().toString(), SearchScope.SUB, filter, "1.1").getSearchEntries()
        .stream().map(SearchResultEntry::getDN).findFirst());
  }

  @Override
  public Accounts accounts() {
    return Accounts.HOLDER_BELOW_PARTNER;
  }

  @Override
  public List<Access> list() {
    return connections.call("Listing", directory -> new LdapListing(tree, flavor).list(directory));
  }

  @Override
  public List<Access> disabled() {
    return connections.call("Listing", directory -> new LdapListing(tree, flavor).disabled(directory));
  }

  /** The entry of a partner as such is no account. */
  @Override
  public boolean disable(Access access) {
    if (!access.role().equals(ACCOUNT) || access.heldByPartner()) {
      return false;
    }
    return connections.call("Disabling", directory -> {
      SearchResultEntry account = account(directory, access);
      if (account != null && !flavor.disabling().isDisabled(account)) {
        directory.modify(account.getDN(), flavor.disabling().disable(account));
      }
      return account != null;
    });
  }

  @Override
  public void close() {
    connections.close();
  }

  private void ensureHolder(LDAPInterface directory, Access access) throws LDAPException {
    SearchResultEntry present = account(directory, access);
    if (present != null) {
      if (flavor.disabling().isDisabled(present)) {
        directory.modify(present.getDN(), flavor.disabling().enable(present));
      }
      return;
    }
    addIfAbsent(directory, tree.branch(tree.partners()));
    addIfAbsent(directory, tree.partnerEntry(access.partnerId(), access.heldByPartner() ? access.displayName() : access.partnerId()));
    if (!access.heldByPartner()) {
      addIfAbsent(directory, tree.personEntry(access));
    }
  }

  private void ensureMember(LDAPInterface directory, Access access, String holder) throws LDAPException {
    String group = tree.group(access.role()).toString();
    if (directory.getEntry(group, "1.1") == null) {
      addIfAbsent(directory, tree.branch(tree.groups()));
      addIfAbsent(directory, tree.groupEntry(access.role()));
    }
    if (!isMember(directory, group, tree.holder(access))) {
      modify(directory, group, ModificationType.ADD, holder, ResultCode.ATTRIBUTE_OR_VALUE_EXISTS);
    }
  }

  /** With the attributes that say whether it is disabled; some of them are shown only when they are named. */
  private @Nullable SearchResultEntry account(LDAPInterface directory, Access access) throws LDAPException {
    return directory.getEntry(tree.holder(access).toString(), flavor.disabling().attribute());
  }

  /** Asked of the server, which knows how names compare, and gives long lists of members in portions only. */
  private boolean isMember(LDAPInterface directory, String group, DN holder) throws LDAPException {
    try {
      return directory.search(group, SearchScope.BASE, Filter.createEqualityFilter(flavor.memberAttribute(), holder.toString()), "1.1").getEntryCount() > 0;
    } catch (LDAPException failure) {
      unless(failure, ResultCode.NO_SUCH_OBJECT);
      return false;
    }
  }

  private void removeMember(LDAPInterface directory, String group, String holder) throws LDAPException {
    if (!isMember(directory, group, new DN(holder))) {
      return;
    }
    SearchResultEntry entry = directory.getEntry(group, flavor.memberAttribute());
    if (!flavor.activeDirectory() && entry != null && entry.hasAttribute(flavor.memberAttribute())
        && entry.getAttributeValues(flavor.memberAttribute()).length == 1) {
      modify(directory, group, ModificationType.ADD, tree.nobody(), ResultCode.ATTRIBUTE_OR_VALUE_EXISTS);
    }
    modify(directory, group, ModificationType.DELETE, holder, ResultCode.NO_SUCH_ATTRIBUTE);
  }

  private void removeWithAllBelow(LDAPInterface directory, DN dn) throws LDAPException {
    if (directory.getEntry(dn.toString(), "1.1") == null) {
      return;
    }
    for (SearchResultEntry below : directory.search(dn.toString(), SearchScope.ONE, Filter.createPresenceFilter("objectClass"), "1.1").getSearchEntries()) {
      removeWithAllBelow(directory, below.getParsedDN());
    }
    leaveAllGroups(directory, dn.toString());
    try {
      directory.delete(dn.toString());
    } catch (LDAPException failure) {
      unless(failure, ResultCode.NO_SUCH_OBJECT);
    }
  }

  private void leaveAllGroups(LDAPInterface directory, String holder) throws LDAPException {
    if (directory.getEntry(tree.groups().toString(), "1.1") == null) {
      return;
    }
    List<String> groups = new ArrayList<>();
    directory.search(tree.groups().toString(), SearchScope.ONE, Filter.createEqualityFilter(flavor.memberAttribute(), holder), "1.1").getSearchEntries()
        .forEach(group -> groups.add(group.getDN()));
    for (String group : groups) {
      removeMember(directory, group, holder);
    }
  }

  private static void addIfAbsent(LDAPInterface directory, Entry entry) throws LDAPException {
    try {
      directory.add(entry);
    } catch (LDAPException failure) {
      unless(failure, ResultCode.ENTRY_ALREADY_EXISTS);
    }
  }

  private void modify(LDAPInterface directory, String group, ModificationType type, String member, ResultCode fine) throws LDAPException {
    try {
      directory.modify(group, new Modification(type, flavor.memberAttribute(), member));
    } catch (LDAPException failure) {
      unless(failure, fine);
    }
  }

  /** Another worker may have done the same between our reading and writing. */
  private static void unless(LDAPException failure, ResultCode fine) throws LDAPException {
    if (!failure.getResultCode().equals(fine)) {
      throw failure;
    }
  }
}
