package dev.entente.provisioning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.identityconnectors.framework.api.ConnectorFacade;
import org.identityconnectors.framework.api.operations.TestApiOp;
import org.identityconnectors.framework.common.exceptions.AlreadyExistsException;
import org.identityconnectors.framework.common.exceptions.ConfigurationException;
import org.identityconnectors.framework.common.exceptions.ConnectorException;
import org.identityconnectors.framework.common.exceptions.InvalidAttributeValueException;
import org.identityconnectors.framework.common.exceptions.PermissionDeniedException;
import org.identityconnectors.framework.common.exceptions.UnknownUidException;
import org.identityconnectors.framework.common.objects.Attribute;
import org.identityconnectors.framework.common.objects.AttributeBuilder;
import org.identityconnectors.framework.common.objects.AttributeUtil;
import org.identityconnectors.framework.common.objects.ConnectorObject;
import org.identityconnectors.framework.common.objects.Name;
import org.identityconnectors.framework.common.objects.ObjectClass;
import org.identityconnectors.framework.common.objects.OperationOptions;
import org.identityconnectors.framework.common.objects.OperationOptionsBuilder;
import org.identityconnectors.framework.common.objects.OperationalAttributes;
import org.identityconnectors.framework.common.objects.filter.Filter;
import org.identityconnectors.framework.common.objects.filter.FilterBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Access in whatever a ConnId connector reaches: an account per holder, its roles as values of one attribute, its partner in another.
 *
 * <p>Accounts without our partner in them are not ours and left alone. Changes of one target follow each other, since many connectors replace the whole
 * list of roles.
 */
class ConnectorTarget implements TargetSystem, AutoCloseable {

  private final String id;
  private final ConnectorFacade connector;
  private final ObjectClass objectClass;
  private final Attributes attributes;

  /**
   * The names of the account's attributes.
   *
   * @param name for people, null where the system has none
   * @param enabled whether the connector can disable accounts
   */
  record Attributes(String roles, String partner, @Nullable String name, boolean enabled) {

    OperationOptions toRead() {
      List<String> names = new ArrayList<>(List.of(Name.NAME, roles, partner));
      if (name != null) {
        names.add(name);
      }
      if (enabled) {
        names.add(OperationalAttributes.ENABLE_NAME);
      }
      return new OperationOptionsBuilder().setAttributesToGet(names).build();
    }
  }

  ConnectorTarget(String id, ConnectorFacade connector, ObjectClass objectClass, Attributes attributes) {
    this.id = id;
    this.connector = connector;
    this.objectClass = objectClass;
    this.attributes = attributes;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized String grant(Access access) {
    return call("Granting " + access.role(), () -> {
      ConnectorObject account = find(access).orElseGet(() -> create(access));
      if (!isOf(account, access)) {
        throw new TargetRefused("The system has an account " + access.holder() + " already that is not of partner " + access.partnerId());
      }
      if (!isEnabled(account)) {
        connector.update(objectClass, account.getUid(), Set.of(AttributeBuilder.buildEnabled(true)), null);
      }
      if (!access.role().equals(ACCOUNT) && !roles(account).contains(access.role())) {
        connector.addAttributeValues(objectClass, account.getUid(), Set.of(AttributeBuilder.build(attributes.roles(), access.role())), null);
      }
      return account.getUid().getUidValue() + (access.role().equals(ACCOUNT) ? "" : "#" + access.role());
    });
  }

  @Override
  public synchronized void revoke(Access access) {
    call("Revoking " + access.role(), () -> {
      Optional<ConnectorObject> account = find(access).filter(found -> isOf(found, access));
      try {
        if (account.isPresent() && access.role().equals(ACCOUNT)) {
          connector.delete(objectClass, account.get().getUid(), null);
        } else if (account.isPresent() && roles(account.get()).contains(access.role())) {
          connector.removeAttributeValues(objectClass, account.get().getUid(), Set.of(AttributeBuilder.build(attributes.roles(), access.role())), null);
        }
      } catch (UnknownUidException gone) {
        return true;
      }
      return true;
    });
  }

  @Override
  public boolean verify(Access access) {
    return call("Verifying " + access.role(), () -> find(access)
        .filter(account -> isOf(account, access) && isEnabled(account) && (access.role().equals(ACCOUNT) || roles(account).contains(access.role())))
        .isPresent());
  }

  @Override
  public synchronized boolean disable(Access access) {
    if (!attributes.enabled() || !access.role().equals(ACCOUNT)) {
      return false;
    }
    return call("Disabling", () -> {
      Optional<ConnectorObject> account = find(access).filter(found -> isOf(found, access));
      account.ifPresent(found -> connector.update(objectClass, found.getUid(), Set.of(AttributeBuilder.buildEnabled(false)), null));
      return account.isPresent();
    });
  }

  @Override
  public Accounts accounts() {
    return Accounts.HOLDER;
  }

  @Override
  public List<Access> list() {
    return call("Listing", () -> {
      // some answer nothing where they should say that they can't reach their system
      if (connector.getSupportedOperations().contains(TestApiOp.class)) {
        connector.test();
      }
      List<Access> found = new ArrayList<>();
      for (ConnectorObject account : search(null)) {
        String partner = text(account, attributes.partner());
        if (!partner.isEmpty()) {
          Access held = accountOf(account);
          found.add(held);
          roles(account).forEach(role -> found.add(new Access(partner, held.holder(), held.displayName(), role)));
        }
      }
      return found;
    });
  }

  @Override
  public List<Access> disabled() {
    return call("Listing", () -> search(null).stream().filter(account -> !isEnabled(account) && !text(account, attributes.partner()).isEmpty())
        .map(this::accountOf).toList());
  }

  private Access accountOf(ConnectorObject account) {
    String holder = account.getName().getNameValue();
    return new Access(text(account, attributes.partner()), holder, attributes.name() == null ? holder : text(account, attributes.name()), ACCOUNT);
  }

  private ConnectorObject create(Access access) {
    Set<Attribute> account = new HashSet<>();
    account.add(new Name(access.holder()));
    account.add(AttributeBuilder.build(attributes.partner(), access.partnerId()));
    if (attributes.name() != null) {
      account.add(AttributeBuilder.build(attributes.name(), access.displayName()));
    }
    try {
      connector.create(objectClass, account, null);
    } catch (AlreadyExistsException faster) {
      // somebody else made it between our looks
    }
    return find(access).orElseThrow(() -> new TargetUnavailable("Account " + access.holder() + " was created, but is not shown yet", null));
  }

  private Optional<ConnectorObject> find(Access access) {
    return search(FilterBuilder.equalTo(new Name(access.holder()))).stream()
        .filter(account -> account.getName().getNameValue().equalsIgnoreCase(access.holder())).findFirst();
  }

  private List<ConnectorObject> search(@Nullable Filter filter) {
    List<ConnectorObject> found = new ArrayList<>();
    connector.search(objectClass, filter, found::add, attributes.toRead());
    return found;
  }

  private boolean isOf(ConnectorObject account, Access access) {
    return text(account, attributes.partner()).equals(access.partnerId());
  }

  private boolean isEnabled(ConnectorObject account) {
    Attribute enabled = account.getAttributeByName(OperationalAttributes.ENABLE_NAME);
    return !attributes.enabled() || enabled == null || !Boolean.FALSE.equals(AttributeUtil.getBooleanValue(enabled));
  }

  private List<String> roles(ConnectorObject account) {
    Attribute roles = account.getAttributeByName(attributes.roles());
    return roles == null || roles.getValue() == null ? List.of()
        : roles.getValue().stream().map(String::valueOf).filter(role -> !role.isBlank()).toList();
  }

  private static String text(ConnectorObject account, String name) {
    Attribute attribute = account.getAttributeByName(name);
    return attribute == null || attribute.getValue() == null || attribute.getValue().isEmpty() ? "" : String.valueOf(attribute.getValue().get(0));
  }

  private static <T> T call(String what, Supplier<T> exchange) {
    try {
      return exchange.get();
    } catch (PermissionDeniedException | InvalidAttributeValueException | ConfigurationException no) {
      throw new TargetRefused(what + ": the connector answered: " + no.getMessage(), no);
    } catch (ConnectorException | UnsupportedOperationException trouble) {
      throw new TargetUnavailable(what + ": the connector answered: " + trouble.getMessage(), trouble);
    }
  }

  @Override
  public void close() {
    connector.dispose();
  }
}
