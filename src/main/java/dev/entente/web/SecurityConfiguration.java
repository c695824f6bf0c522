package dev.entente.web;

import dev.entente.identity.ProviderSignIn;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The doors: the runtime's API, the application's API, and the pages of the vendor's own people; partners come in by the portal's. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SecurityConfiguration {

  /** Partners have doors of their own, below /portal, and an identity provider knows many people: no page and no API of ours is for them. */
  private static final AuthorizationManager<RequestAuthorizationContext> STAFF = AuthorizationManagers.allOf(
      AuthenticatedAuthorizationManager.authenticated(), AuthorizationManagers.not(AuthorityAuthorizationManager.hasRole("PARTNER")),
      (signedIn, request) -> new AuthorizationDecision(!Strangers.isOne(signedIn.get())));

  /** The official test tool asks for the topology without signing in after it purged, which it can only where tests switched that on. */
  @Bean
  @Order(1)
  SecurityFilterChain engineApi(HttpSecurity http, ProblemWriter problems,
      @Value("${entente.engine.clock-controlled:false}") boolean clockControlled) throws Exception {
    stateless(http, problems);
    return http.securityMatcher("/v2/**")
        .authorizeHttpRequests(requests -> {
          if (clockControlled) {
            requests.requestMatchers(HttpMethod.GET, "/v2/topology").permitAll();
          }
          requests.anyRequest().hasRole("ENGINE");
        })
        .build();
  }

  /** The clock and the purge are there only when tests switched them on; then they are open, as the official test tool expects. */
  @Bean
  @Order(2)
  SecurityFilterChain management(HttpSecurity http, ProblemWriter problems,
      @Value("${entente.engine.clock-controlled:false}") boolean clockControlled) throws Exception {
    stateless(http, problems);
    return http.securityMatcher("/actuator/**")
        .authorizeHttpRequests(requests -> {
          requests.requestMatchers("/actuator/health/**").permitAll();
          if (clockControlled) {
            requests.requestMatchers("/actuator/clock/**", "/actuator/cluster/purge").permitAll();
          }
          requests.anyRequest().hasRole("ADMIN");
        })
        .build();
  }

  @Bean
  @Order(3)
  SecurityFilterChain ownApi(HttpSecurity http, ProblemWriter problems) throws Exception {
    stateless(http, problems);
    return http.securityMatcher("/api/**", "/v3/api-docs/**", "/v3/api-docs.yaml")
        .authorizeHttpRequests(requests -> requests
            .requestMatchers("/v3/**").permitAll()
            .requestMatchers(HttpMethod.POST, "/api/agreements/*/sign").permitAll()
            .requestMatchers(HttpMethod.POST, "/api/licenses/verify").access(AuthorizationManagers.anyOf(STAFF, AuthorityAuthorizationManager.hasRole("PRODUCT")))
            .anyRequest().access(STAFF))
        .build();
  }

  @Bean
  @Order(5)
  SecurityFilterChain pages(HttpSecurity http, SignInWays ways, ProviderSignIn providers) throws Exception {
    PageHeaders.set(http, ways.signOutOrigins());
    if (!ways.providers().isEmpty()) {
      providers.set(http, "/login");
    }
    if (ways.passwords()) {
      http.formLogin(form -> form.loginPage("/login").permitAll());
    }
    RequestMatcher partOfPage = new RequestHeaderRequestMatcher("HX-Request", "true");
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setRequestMatcher(request -> request.getMethod().equals("GET") && isPage(request.getHeader("Accept")) && !partOfPage.matches(request));
    return http
        .authorizeHttpRequests(requests -> requests
            .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
            .requestMatchers("/login", "/error", "/apply/**", "/sign/**", "/verify/**", "/licenses/public-key", "/licenses/revocations", "/assets/**",
                "/favicon.ico").permitAll()
            .anyRequest().access(STAFF))
        .exceptionHandling(handling -> handling
            .accessDeniedHandler(new Strangers())
            .defaultAuthenticationEntryPointFor(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                request -> partOfPage.matches(request) || !isPage(request.getHeader("Accept"))))
        .requestCache(saved -> saved.requestCache(cache))
        .logout(logout -> logout.logoutSuccessUrl("/login?logout").permitAll())
        .build();
  }

  /** What browsers ask for when a person follows a link; scripts ask for other types. */
  private static boolean isPage(String accept) {
    return accept == null || accept.contains("text/html") || accept.equals("*/*");
  }

  private static void stateless(HttpSecurity http, ProblemWriter problems) throws Exception {
    PageHeaders.set(http);
    http.csrf(csrf -> csrf.disable())
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .httpBasic(basic -> basic.authenticationEntryPoint(problems))
        .exceptionHandling(handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
        .requestCache(cache -> cache.disable());
  }
}
