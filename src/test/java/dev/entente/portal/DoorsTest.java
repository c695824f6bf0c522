package dev.entente.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.mail.SentMail;
import dev.entente.partner.Contacts;
import dev.entente.partner.PartnerId;
import dev.entente.program.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address that the application serves, tried by those it is not for. */
@EntenteTest
class DoorsTest {

  /** The topology is open where tests control the clock, as here. */
  private static final Set<String> PUBLIC = Set.of("/login", "/error", "/favicon.ico", "/licenses/public-key", "/licenses/revocations",
      "/v2/topology");
  private static final List<String> PUBLIC_BELOW = List.of("/apply", "/sign/", "/verify", "/assets", "/portal/sign-in", "/actuator/clock",
      "/actuator/cluster/purge", "/actuator/health", "/v3/", "/api/agreements/{token}/sign");

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  @Autowired Contacts contacts;
  @Autowired PortalSessions sessions;
  @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;
  @Autowired WebApplicationContext context;

  private MockMvc mvc;
  private PartnerId partner;
  private PortalAuthentication ann;

  private record Door(HttpMethod method, String path) {

    boolean leadsToPortal() {
      return path.equals("/portal") || path.startsWith("/portal/");
    }

    boolean isOpen() {
      return PUBLIC.contains(path) || PUBLIC_BELOW.stream().anyMatch(path::startsWith);
    }
  }

  @BeforeEach
  void aPartnerThatIsSignedIn() {
    mvc = MockMvcBuilders.webAppContextSetup(context).apply(SecurityMockMvcConfigurers.springSecurity()).build();
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
    ann = sessions.open(contacts.find(contact("SIGNER")).orElseThrow());
  }

  @Test
  void noContactGetsThroughADoorOfTheStaffOrOfPrograms() throws Exception {
    List<Door> doors = doors().stream().filter(door -> !door.isOpen() && !door.leadsToPortal()).toList();
    assertThat(doors).hasSizeGreaterThan(80).anyMatch(door -> door.path().startsWith("/api/")).anyMatch(door -> door.path().startsWith("/v2/"))
        .contains(new Door(HttpMethod.GET, "/"), new Door(HttpMethod.GET, "/partners/{id}"), new Door(HttpMethod.GET, "/trail"));

    for (Door door : doors) {
      int answer = mvc.perform(request(door.method(), address(door)).with(authentication(ann)).with(csrf())).andReturn().getResponse().getStatus();
      assertThat(answer).as(door.toString()).isEqualTo(403);
    }
  }

  @Test
  void theCookieOfAContactIsNothingAtTheOtherDoors() throws Exception {
    Visitor visitor = new Visitor(port);
    String link = link();
    visitor.post(link, link, Map.of());
    assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);

    for (Door door : doors().stream().filter(door -> door.method() == HttpMethod.GET && !door.isOpen() && !door.leadsToPortal()).toList()) {
      int answer = visitor.get(address(door)).statusCode();
      assertThat(answer).as(door.toString()).isIn(302, 401);
    }
    assertThat(Visitor.location(visitor.get("/"))).isEqualTo("/login");
  }

  @Test
  void nobodyOfTheStaffEntersThePortalAsAPartner() throws Exception {
    List<Door> doors = doors().stream().filter(door -> door.leadsToPortal() && !door.isOpen()).toList();
    assertThat(doors).contains(new Door(HttpMethod.GET, "/portal"));

    for (Door door : doors) {
      mvc.perform(request(door.method(), address(door)).with(user("admin").roles("ADMIN", "PARTNER_MANAGER", "PARTNER")).with(csrf()).accept("text/html"))
          .andExpect(redirectedUrl("/portal/sign-in"));
    }
  }

  @Test
  void aPrincipalThatOnlyLooksLikeAContactIsNone() throws Exception {
    var forged = UsernamePasswordAuthenticationToken.authenticated(ann.getPrincipal(), null, AuthorityUtils.createAuthorityList("ROLE_PARTNER"));

    mvc.perform(get("/portal").with(authentication(forged)).accept("text/html")).andExpect(redirectedUrl("/portal/sign-in"));
  }

  @Test
  void theStageOfThePartnerDecidesWithEachRequest() throws Exception {
    stage("ACTIVE");
    mvc.perform(get("/portal").with(authentication(ann))).andExpect(status().isOk());
    mvc.perform(get("/portal/no-such-page").with(authentication(ann))).andExpect(status().isNotFound());

    for (String leaving : List.of("SUSPENDED", "TERMINATING")) {
      stage(leaving);
      mvc.perform(get("/portal").with(authentication(ann))).andExpect(status().isOk());
      mvc.perform(get("/portal/evidence/no-such-page").with(authentication(ann))).andExpect(answer -> assertThat(answer.getResponse().getStatus()).isIn(400, 404));
      mvc.perform(get("/portal/exit/no-such-page").with(authentication(ann))).andExpect(answer -> assertThat(answer.getResponse().getStatus()).isIn(400, 404));
      mvc.perform(get("/portal/no-such-page").with(authentication(ann))).andExpect(status().isForbidden());
    }

    for (String over : List.of("TERMINATED", "REJECTED", "WITHDRAWN")) {
      stage(over);
      mvc.perform(get("/portal").with(authentication(ann)).accept("text/html")).andExpect(redirectedUrl("/portal/sign-in"));
    }
  }

  @Test
  void whoHasLeftFetchesItsPapersForATimeAndChangesNothing() throws Exception {
    stage("TERMINATED");
    papersUntil("now() + interval '1 day'");

    mvc.perform(get("/portal/exit").with(authentication(ann))).andExpect(status().isOk());
    mvc.perform(post("/portal/exit/statements/1/dispute").param("reason", "late").with(csrf()).with(authentication(ann))).andExpect(status().isForbidden());
    for (String closed : List.of("/portal/evidence", "/portal/licenses", "/portal/training")) {
      mvc.perform(get(closed).with(authentication(ann))).andExpect(status().isForbidden());
    }

    papersUntil("now() - interval '400 days'");
    mvc.perform(get("/portal/exit").with(authentication(ann)).accept("text/html")).andExpect(redirectedUrl("/portal/sign-in"));
  }

  private void papersUntil(String when) {
    jdbc.sql("UPDATE partner SET papers_until = %s WHERE id = :id".formatted(when)).param("id", partner.value()).update();
  }

  @Test
  void allSessionsOfAPartnerDieAtOnceAndItsLinksWithThem() throws Exception {
    Visitor visitor = new Visitor(port);
    String link = link();
    visitor.post(link, link, Map.of());
    String unused = link();
    assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);

    assertThat(sessions.revokeAll(partner)).isEqualTo(2);

    assertThat(Visitor.location(visitor.get("/portal"))).isEqualTo("/portal/sign-in");
    mvc.perform(get("/portal").with(authentication(ann)).accept("text/html")).andExpect(redirectedUrl("/portal/sign-in"));
    assertThat(new Visitor(port).get(unused).statusCode()).isEqualTo(410);
    assertThat(sessions.revokeAll(partner)).isZero();
  }

  @Test
  void aContactWhoLeftIsOut() throws Exception {
    mvc.perform(get("/portal").with(authentication(ann))).andExpect(status().isOk());

    jdbc.sql("UPDATE contact SET left_at = now() WHERE id = :id").param("id", ann.getPrincipal().contactId()).update();

    mvc.perform(get("/portal").with(authentication(ann)).accept("text/html")).andExpect(redirectedUrl("/portal/sign-in"));
  }

  private List<Door> doors() {
    List<Door> doors = new ArrayList<>();
    mappings.getHandlerMethods().keySet().forEach(mapping -> mapping.getPatternValues().forEach(path -> {
      Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
      if (methods.isEmpty()) {
        doors.add(new Door(HttpMethod.GET, path));
      }
      methods.forEach(method -> doors.add(new Door(method.asHttpMethod(), path)));
    }));
    return doors;
  }

  private String address(Door door) {
    return door.path().replaceAll("\\{[iI]d}", partner.value()).replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", "1").replace("/**", "/x");
  }

  private String link() {
    context.getBean(SignInLinks.class).send(contacts.find(ann.getPrincipal().contactId()).orElseThrow(), "manager");
    return SentMail.path(jdbc, partner.value(), "portal-link");
  }

  private long contact(String role) {
    return jdbc.sql("SELECT id FROM contact WHERE partner_id = :id AND role = :role").param("id", partner.value()).param("role", role).query(Long.class).single();
  }

  private void stage(String stage) {
    jdbc.sql("UPDATE partner SET stage = :stage WHERE id = :id").param("stage", stage).param("id", partner.value()).update();
  }
}
