package dev.entente.portal;

import dev.entente.web.PageHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The portal's door: a chain of its own, whose sign-in the other chains do not see, and which does not see theirs. */
@Configuration(proxyBeanMethods = false)
class PortalSecurity {

  private static final String SIGN_IN = "/portal/sign-in";

  /** What is open to partners that are suspended or leaving. */
  private static final String[] WHILE_LIMITED = {"/portal", "/portal/with-us", "/portal/evidence/**", "/portal/exit/**"};

  /** What is open, to read only, to partners that have left. */
  private static final String[] PAPERS = {"/portal", "/portal/exit/**"};

  @Bean
  SignInSession portalSignInSession() {
    HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    contexts.setSpringSecurityContextKey("PORTAL_SECURITY_CONTEXT");
    HttpSessionCsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();
    tokens.setSessionAttributeName("PORTAL_CSRF_TOKEN");
    HttpSessionRequestCache cache = new HttpSessionRequestCache();
    cache.setSessionAttrName("PORTAL_SAVED_REQUEST");
    cache.setRequestMatcher(request -> request.getMethod().equals("GET") && request.getHeader("HX-Request") == null && isPage(request.getHeader("Accept")));
    return new SignInSession(contexts, tokens, cache);
  }

  @Bean
  @Order(4)
  SecurityFilterChain portal(HttpSecurity http, PortalSessions sessions, SignInSession signIn) throws Exception {
    PageHeaders.set(http);
    RequestMatcher partOfPage = new RequestHeaderRequestMatcher("HX-Request", "true");
    return http.securityMatcher("/portal", "/portal/**")
        .securityContext(context -> context.securityContextRepository(signIn.contexts()))
        .csrf(csrf -> csrf.csrfTokenRepository(signIn.tokens()))
        .requestCache(cache -> cache.requestCache(signIn.cache()))
        .logout(logout -> logout.disable())
        .addFilterBefore(new SessionCheck(sessions, signIn.contexts()), AnonymousAuthenticationFilter.class)
        .authorizeHttpRequests(requests -> requests
            .requestMatchers(SIGN_IN, SIGN_IN + "/**").permitAll()
            .requestMatchers(HttpMethod.GET, PAPERS).access(within(Reach.FULL, Reach.LIMITED, Reach.PAPERS))
            .requestMatchers("/portal/sign-out").access(within(Reach.FULL, Reach.LIMITED, Reach.PAPERS))
            .requestMatchers(WHILE_LIMITED).access(within(Reach.FULL, Reach.LIMITED))
            .anyRequest().access(within(Reach.FULL)))
        .exceptionHandling(handling -> handling
            .defaultAuthenticationEntryPointFor(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                request -> partOfPage.matches(request) || !isPage(request.getHeader("Accept")))
            .defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint(SIGN_IN), request -> true))
        .build();
  }

  private static AuthorizationManager<RequestAuthorizationContext> within(Reach... reaches) {
    List<Reach> open = List.of(reaches);
    return (signedIn, request) -> new AuthorizationDecision(signedIn.get() instanceof PortalAuthentication session
        && open.contains(session.reach()));
  }

  private static boolean isPage(@Nullable String accept) {
    return accept == null || accept.contains("text/html") || accept.equals("*/*");
  }
}
