package dev.entente.web;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The headers that every answer carries, whoever's door it comes from. */
public final class PageHeaders {

  private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
      + "font-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'; form-action 'self'";

  private PageHeaders() {}

  public static void set(HttpSecurity http) throws Exception {
    set(http, List.of());
  }

  /** @param formTargets origins that the answer to a form may lead to, beside our own */
  static void set(HttpSecurity http, List<String> formTargets) throws Exception {
    String directives = Stream.concat(Stream.of(POLICY), formTargets.stream()).collect(Collectors.joining(" "));
    http.headers(headers -> headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(directives))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(permissions -> permissions.policy("camera=(), microphone=(), geolocation=(), payment=()")));
  }
}
