package dev.entente.identity;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/**
 * What people are called here, in records and where two of them must not be one: one name, one person.
 *
 * <p>The only provider's people have the names that it says. Of several providers each has a name space of its own, {@code <registration>:<name>}, but for
 * the one that {@code entente.security.plain-names} names. Nobody comes in from outside under a name that is kept here, or that records use for somebody else.
 */
@Component
public class UserNames {

  private static final Set<String> RESERVED = Set.of("system", "applicant", "anonymous", "anonymoususer");
  /** Partners' contacts are {@code contact:17} in records. */
  private static final String CONTACT = "contact:";
  private static final int LONGEST = 200;

  private final IdentityProviders providers;
  private final ObjectProvider<UserDetailsService> kept;
  private final String plain;

  UserNames(IdentityProviders providers, ObjectProvider<UserDetailsService> kept, @Value("${entente.security.plain-names:}") String plain) {
    this.providers = providers;
    this.kept = kept;
    this.plain = plain;
  }

  /** Whether records mean somebody else by it, or can't hold it. */
  public static boolean isReserved(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    return plain.isEmpty() || !plain.equals(name.toLowerCase(Locale.ROOT)) || RESERVED.contains(plain) || plain.startsWith(CONTACT)
        || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl);
  }

  /** Null for a name that nobody may come in under. */
  @Nullable String of(String registration, String name) {
    boolean own = providers.ids().size() > 1 && !registration.equals(plain);
    String whole = own ? registration + ":" + name : name;
    boolean anothers = !own && providers.ids().stream().anyMatch(other -> name.startsWith(other + ":"));
    return isReserved(name) || anothers || isKept(whole) ? null : whole;
  }

  private boolean isKept(String name) {
    try {
      return kept.getObject().loadUserByUsername(name) != null;
    } catch (UsernameNotFoundException free) {
      return false;
    }
  }
}
