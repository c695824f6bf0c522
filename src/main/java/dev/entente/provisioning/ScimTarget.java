package dev.entente.provisioning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Access in a SCIM 2.0 service: a user per holder, membership of the group named like the role.
 *
 * <p>Our users carry an {@code externalId} that says for which partner and holder; a user that somebody else made is never taken over, changed or
 * removed. Names of groups are not unique in SCIM: all groups of the name are looked at when it matters whether somebody has the role.
 */
class ScimTarget implements TargetSystem {

  private static final String USERS = "/Users";
  private static final String GROUPS = "/Groups";
  private static final String OURS = "entente:";
  /** Of users that were removed in a service that keeps them deactivated. */
  private static final String LEFT = "entente-left:";

  private final String id;
  private final ScimClient scim;
  private final boolean deletes;

  ScimTarget(String id, ScimClient scim, boolean deletes) {
    this.id = id;
    this.scim = scim;
    this.deletes = deletes;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String grant(Access access) {
    String user = ensureUser(access);
    if (access.role().equals(ACCOUNT)) {
      return user;
    }
    String group = ensureGroup(access.role());
    if (!scim.patch(GROUPS + "/" + ScimClient.encoded(group), present -> members(present).contains(user) ? List.of()
        : List.of(operation("add", "members", List.of(Map.of("value", user)))))) {
      throw new TargetUnavailable("Group " + access.role() + " was deleted while somebody was added to it", null);
    }
    return group + "/" + user;
  }

  @Override
  public void revoke(Access access) {
    Optional<String> user = find(access).filter(found -> isOf(found, access)).map(ScimTarget::idOf);
    if (user.isEmpty()) {
      return;
    }
    if (access.role().equals(ACCOUNT)) {
      remove(user.get(), access);
      return;
    }
    for (String group : groupIds(access.role())) {
      leave(group, user.get());
    }
  }

  @Override
  public boolean verify(Access access) {
    Optional<JsonNode> user = find(access).filter(found -> isOf(found, access) && isActive(found));
    if (user.isEmpty() || access.role().equals(ACCOUNT)) {
      return user.isPresent();
    }
    for (String group : groupIds(access.role())) {
      if (scim.get(GROUPS + "/" + ScimClient.encoded(group)).filter(present -> members(present).contains(idOf(user.get()))).isPresent()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean disable(Access access) {
    Optional<JsonNode> user = find(access).filter(found -> isOf(found, access));
    return access.role().equals(ACCOUNT) && user.isPresent() && scim.patch(USERS + "/" + ScimClient.encoded(idOf(user.get())),
        present -> isActive(present) ? List.of(operation("replace", "active", false)) : List.of());
  }

  @Override
  public Accounts accounts() {
    return Accounts.HOLDER;
  }

  @Override
  public List<Access> list() {
    Map<String, Access> holders = new HashMap<>();
    scim.each(USERS, null, null, user -> {
      Access account = accountOf(user);
      if (account != null) {
        holders.put(idOf(user), account);
      }
    });
    Set<Access> found = new LinkedHashSet<>(holders.values());
    eachGroup(group -> {
      for (String member : members(group)) {
        Access holder = holders.get(member);
        if (holder != null) {
          found.add(new Access(holder.partnerId(), holder.holder(), holder.displayName(), group.path("displayName").asString("")));
        }
      }
    });
    return List.copyOf(found);
  }

  @Override
  public List<Access> disabled() {
    List<Access> found = new ArrayList<>();
    scim.each(USERS, null, null, user -> {
      Access account = accountOf(user);
      if (account != null && !isActive(user)) {
        found.add(account);
      }
    });
    return found;
  }

  @Override
  public Health test() {
    try {
      JsonNode config = scim.get("/ServiceProviderConfig").orElse(null);
      if (config != null && !config.path("patch").path("supported").asBoolean(true)) {
        return Health.bad("The service says that it can't patch, which group membership needs.");
      }
    } catch (TargetUnavailable | TargetRefused trouble) {
      return Health.bad(String.valueOf(trouble.getMessage()));
    }
    return TargetSystem.super.test();
  }

  private String ensureUser(Access access) {
    JsonNode user = find(access).orElse(null);
    if (user == null) {
      user = scim.create(USERS, user(access)).or(() -> find(access))
          .orElseThrow(() -> new TargetRefused("The service has another user like " + access.holder() + " that it does not show"));
    }
    if (!isOf(user, access) && !marker(user).equals(LEFT + key(access))) {
      throw new TargetRefused(marker(user).startsWith(OURS) || marker(user).startsWith(LEFT)
          ? "The service has a user " + access.holder() + " already, of another partner (" + marker(user).split(":", 3)[1] + ")"
          : "The service has a user " + access.holder() + " that is not ours; to hand it over, set its externalId to " + OURS + key(access));
    }
    if (!isActive(user) || !isOf(user, access)) {
      scim.patch(USERS + "/" + ScimClient.encoded(idOf(user)),
          present -> List.of(operation("replace", "active", true), operation("replace", "externalId", OURS + key(access))));
    }
    return idOf(user);
  }

  @Override
  public Optional<String> stableId(Access account) {
    return find(account).filter(user -> isOf(user, account)).map(ScimTarget::idOf);
  }

  /** One that is deactivated is of no use to anybody. */
  @Override
  public Optional<String> locate(String stableId) {
    return scim.get(USERS + "/" + ScimClient.encoded(stableId)).filter(ScimTarget::isActive).map(user -> user.path("userName").asString(stableId));
  }

  private String ensureGroup(String role) {
    List<String> present = groupIds(role);
    if (!present.isEmpty()) {
      return present.get(0);
    }
    Map<String, Object> group = Map.of("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:Group"), "displayName", role);
    return scim.create(GROUPS, group).map(ScimTarget::idOf).or(() -> groupIds(role).stream().findFirst())
        .orElseThrow(() -> new TargetRefused("The service has another group like " + role + " that it does not show"));
  }

  private void remove(String user, Access access) {
    List<String> groups = new ArrayList<>();
    eachGroup(group -> {
      if (members(group).contains(user)) {
        groups.add(idOf(group));
      }
    });
    groups.forEach(group -> leave(group, user));
    String path = USERS + "/" + ScimClient.encoded(user);
    if (deletes) {
      scim.delete(path);
    } else {
      scim.patch(path, present -> marker(present).equals(LEFT + key(access)) ? List.of()
          : List.of(operation("replace", "active", false), operation("replace", "externalId", LEFT + key(access))));
    }
  }

  private void leave(String group, String user) {
    scim.patch(GROUPS + "/" + ScimClient.encoded(group), present -> members(present).contains(user)
        ? List.of(Map.of("op", "remove", "path", "members[value eq " + scim.quoted(user) + "]")) : List.of());
  }

  /** A list may leave out the members; a group that seems to have none is looked at by itself. */
  private void eachGroup(Consumer<JsonNode> consumer) {
    List<JsonNode> groups = new ArrayList<>();
    scim.each(GROUPS, null, null, groups::add);
    groups.forEach(group -> (members(group).isEmpty() ? scim.get(GROUPS + "/" + ScimClient.encoded(idOf(group))) : Optional.of(group)).ifPresent(consumer));
  }

  private Optional<JsonNode> find(Access access) {
    List<JsonNode> found = new ArrayList<>();
    scim.each(USERS, "userName eq " + scim.quoted(access.holder()), null, user -> {
      if (user.path("userName").asString("").equalsIgnoreCase(access.holder())) {
        found.add(user);
      }
    });
    return found.stream().filter(user -> isOf(user, access)).findFirst().or(() -> found.stream().findFirst());
  }

  private List<String> groupIds(String role) {
    List<String> ids = new ArrayList<>();
    scim.each(GROUPS, "displayName eq " + scim.quoted(role), "members", group -> {
      if (group.path("displayName").asString("").equalsIgnoreCase(role)) {
        ids.add(idOf(group));
      }
    });
    return ids;
  }

  private static Map<String, Object> user(Access access) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("schemas", List.of("urn:ietf:params:scim:schemas:core:2.0:User"));
    user.put("userName", access.holder());
    user.put("externalId", OURS + key(access));
    user.put("displayName", access.displayName().isBlank() ? access.holder() : access.displayName().strip());
    user.put("active", true);
    if (!access.heldByPartner()) {
      user.put("emails", List.of(Map.of("value", access.holder(), "type", "work", "primary", true)));
    }
    return user;
  }

  private static @Nullable Access accountOf(JsonNode user) {
    String marker = marker(user);
    String[] parts = marker.split(":", 3);
    return marker.startsWith(OURS) && parts.length == 3
        ? new Access(parts[1], parts[2], user.path("displayName").asString(parts[2]), ACCOUNT) : null;
  }

  private static boolean isOf(JsonNode user, Access access) {
    return marker(user).equals(OURS + key(access));
  }

  private static String key(Access access) {
    return access.partnerId() + ":" + access.holder();
  }

  private static String marker(JsonNode user) {
    return user.path("externalId").asString("");
  }

  private static boolean isActive(JsonNode user) {
    return user.path("active").asBoolean(true);
  }

  private static String idOf(JsonNode resource) {
    return resource.path("id").asString("");
  }

  private static Set<String> members(JsonNode group) {
    Set<String> ids = new HashSet<>();
    group.path("members").forEach(member -> ids.add(member.path("value").asString("")));
    return ids;
  }

  private static Map<String, Object> operation(String op, String path, Object value) {
    return Map.of("op", op, "path", path, "value", value);
  }
}
