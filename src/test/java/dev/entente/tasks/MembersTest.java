package dev.entente.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

@EntenteTest
class MembersTest {

  @Autowired
  JdbcClient jdbc;

  @Autowired
  TaskProperties properties;

  @Autowired
  Clock clock;

  InMemoryUserDetailsManager accounts = new InMemoryUserDetailsManager();
  String ada = "ada-" + UUID.randomUUID();

  @Test
  void aDisabledOrRemovedAccountIsNobodyThoughItWasSeen() {
    Members members = new Members(jdbc, accounts, properties, clock);
    accounts.createUser(User.withUsername(ada).password("x").authorities("GROUP_finance").build());
    members.seen(new Members.Member(ada, Set.of("finance"), false));
    assertThat(members.find(ada)).hasValueSatisfying(member -> assertThat(member.groups()).containsExactly("finance"));

    accounts.updateUser(User.withUsername(ada).password("x").authorities("GROUP_finance").disabled(true).build());
    assertThat(members.find(ada)).as("disabled").isEmpty();

    accounts.deleteUser(ada);
    assertThat(members.find(ada)).as("removed").isEmpty();
  }

  @Test
  void whomNoProviderNamedForLongIsNobodyUntilTheyComeBack() {
    Members members = new Members(jdbc, accounts, properties, clock);
    members.seen(new Members.Member(ada, Set.of("finance"), false));
    assertThat(members.find(ada)).isPresent();

    jdbc.sql("UPDATE member SET seen_at = seen_at - interval '46 days' WHERE name = :name").param("name", ada).update();
    assertThat(members.find(ada)).isEmpty();

    members.seen(new Members.Member(ada, Set.of("finance"), false));
    assertThat(members.find(ada)).isPresent();
  }
}
