package dev.entente.embedded;

import java.util.List;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A user of the demo profile; the password is the name. */
record DemoUser(String name, List<String> authorities) {

  static final List<DemoUser> ALL = List.of(
      of("manager", "ROLE_PARTNER_MANAGER", "GROUP_partner-management"),
      of("channel", "ROLE_APPROVER", "GROUP_channel-management"),
      of("compliance", "ROLE_APPROVER", "GROUP_compliance"),
      of("legal", "ROLE_APPROVER", "GROUP_legal"),
      of("finance", "ROLE_APPROVER", "GROUP_finance"),
      of("product", "ROLE_APPROVER", "GROUP_product"),
      of("executive", "ROLE_APPROVER", "GROUP_executives"),
      of("owner", "ROLE_PROCESS_OWNER"),
      of("auditor", "ROLE_AUDITOR"),
      of("admin", "ROLE_ADMIN", "ROLE_ENGINE", "GROUP_partner-management"));

  private static DemoUser of(String name, String... authorities) {
    return new DemoUser(name, List.of(authorities));
  }

  UserDetails account(PasswordEncoder encoder) {
    return User.withUsername(name).password(encoder.encode(name)).authorities(authorities.toArray(String[]::new)).build();
  }
}
