package dev.entente.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/**
 * Who is in which group. Accounts of the application's own are looked up; of those whom an identity provider signs in, all that can be known is what it
 * said when it was asked last: at their sign-in, and while they are at work whenever their access token ends.
 */
@Component
class Members {

  private final JdbcClient jdbc;
  private final UserDetailsService accounts;
  private final TaskProperties properties;
  private final Clock clock;

  Members(JdbcClient jdbc, UserDetailsService accounts, TaskProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.properties = properties;
    this.clock = clock;
  }

  /** @param auditor looks at everything and decides nothing */
  record Member(String name, Set<String> groups, boolean auditor) {}

  /** Remembers it when it differs from what was known, and once a day that the person was here. */
  void seen(Member member) {
    jdbc.sql("""
            INSERT INTO member (name, groups, auditor, account, seen_at) VALUES (:name, :groups, :auditor, :account, :now)
            ON CONFLICT (name) DO UPDATE
            SET groups = excluded.groups, auditor = excluded.auditor, account = excluded.account, seen_at = excluded.seen_at
            WHERE (member.groups, member.auditor, member.account) IS DISTINCT FROM (excluded.groups, excluded.auditor, excluded.account)
              OR member.seen_at < excluded.seen_at - interval '1 day'
            """)
        .param("name", member.name())
        .param("groups", member.groups().toArray(String[]::new))
        .param("auditor", member.auditor())
        .param("account", account(member.name()).isPresent())
        .param("now", OffsetDateTime.now(clock))
        .update();
  }

  Optional<Member> find(String name) {
    return Optional.ofNullable(named(Set.of(name)).get(name));
  }

  /** Those that are known, by name: neither disabled or removed accounts, nor those whom no identity provider has named for long. */
  Map<String, Member> named(Set<String> names) {
    Map<String, Member> found = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    for (String name : names) {
      account(name).ifPresentOrElse(account -> {
        if (isInUse(account)) {
          found.put(name, Actor.of(name, account.getAuthorities()).asMember());
        }
      }, () -> others.add(name));
    }
    if (!others.isEmpty()) {
      jdbc.sql("SELECT name, groups, auditor FROM member WHERE name IN (:names) AND NOT account AND seen_at > :since")
          .param("names", others).param("since", OffsetDateTime.now(clock).minusDays(properties.unseenDays())).query(Members::member).list()
          .forEach(member -> found.put(member.name(), member));
    }
    return found;
  }

  private static boolean isInUse(UserDetails account) {
    return account.isEnabled() && account.isAccountNonLocked() && account.isAccountNonExpired();
  }

  /** The delegations as they stand with everybody's present groups; those that have no effect any more are left out. */
  List<Delegation> asOfNow(List<Delegation> delegations) {
    Map<String, Member> people = named(delegations.stream().flatMap(one -> Stream.of(one.delegator(), one.delegate())).collect(Collectors.toSet()));
    return delegations.stream()
        .filter(one -> people.containsKey(one.delegator()) && people.containsKey(one.delegate()))
        .map(one -> one.within(people.get(one.delegator()).groups(), people.get(one.delegate()).groups()))
        .filter(one -> !one.groups().isEmpty())
        .toList();
  }

  private Optional<UserDetails> account(String name) {
    try {
      return Optional.of(accounts.loadUserByUsername(name));
    } catch (UsernameNotFoundException unknown) {
      return Optional.empty();
    }
  }

  private static Member member(ResultSet row, int number) throws SQLException {
    return new Member(row.getString("name"), new TreeSet<>(Set.of((String[]) row.getArray("groups").getArray())), row.getBoolean("auditor"));
  }
}
