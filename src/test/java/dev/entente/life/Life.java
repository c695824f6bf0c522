package dev.entente.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** The product, what stands around it, and one partner of whom all that can be seen from outside can be asked. */
final class Life implements AutoCloseable {

  static final String SIGNER = "sam@wholelife.example";
  static final String LEARNER = "lea@wholelife.example";
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration LOOK = Duration.ofMillis(250);
  /** By the clock of the product in each second of waiting: pauses before another attempt are over soon. */
  private static final Duration STEP = Duration.ofSeconds(50);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Pattern PORTAL_LINK = Pattern.compile("(/portal/sign-in/\\S+)");

  final TroubledDirectory directory;
  final TroubledHelpDesk helpDesk;
  final Letters letters = new Letters();
  final RunningProduct product;
  final People people;
  final Mishaps mishaps;
  private final long seed;
  private long moved;
  private String partner = "";

  Life(Path folder, long seed) {
    this.seed = seed;
    directory = new TroubledDirectory(seed);
    helpDesk = new TroubledHelpDesk(seed + 1);
    List<String> settings = new ArrayList<>(directory.settings());
    settings.addAll(List.of("--spring.mail.host=127.0.0.1", "--spring.mail.port=" + letters.port(), "--entente.mail.lease=3s",
        "--entente.program.file=" + program(folder).toUri()));
    product = new RunningProduct(folder, settings, helpDesk.secrets());
    people = new People(product);
    mishaps = new Mishaps(product, seed + 2);
    directory.onChange(mishaps::change);
    helpDesk.onChange(mishaps::change);
    Visitor.staff(product, "admin").submit("/targets/new?kind=SCIM", "/targets", helpDesk.settings());
  }

  /** The program as shipped, but some of what partners get lies in the help desk. */
  private static Path program(Path folder) {
    try (var shipped = Life.class.getResourceAsStream("/program/default.yaml")) {
      String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("target: directory, role: (learning|support-desk|beta-downloads)", "target: helpdesk, role: $1");
      assertThat(text).contains("target: helpdesk, role: beta-downloads");
      return Files.writeString(folder.resolve("program.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String partner() {
    return partner;
  }

  void apply() {
    JsonNode applied = told("/api/applications", Map.of("legalName", "Whole Life Software", "country", "DE", "website", "https://wholelife.example",
        "registrationNumber", "HRB 4711", "requestedTier", "REGISTERED", "markets", List.of("DE", "AT"),
        "contacts", List.of(Map.of("name", "Sam Signer", "email", SIGNER, "role", "SIGNER"), Map.of("name", "Lea Learner", "email", LEARNER, "role", "TECHNICAL"))));
    partner = applied.get("partnerId").stringValue();
  }

  /** A step in which something goes wrong at one of ten changes in each target, and in which the product may be killed. */
  void untilThroughTrouble(String what, Callable<Boolean> condition) {
    directory.trouble(0.1);
    helpDesk.trouble(0.1);
    mishaps.step();
    until(what, condition);
    mishaps.over();
    directory.trouble(0);
    helpDesk.trouble(0);
  }

  /** People do their tasks meanwhile; what the product can't answer just now is asked again. */
  void until(String what, Callable<Boolean> condition) {
    try {
      Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(LOOK).ignoreException(UncheckedIOException.class).until(() -> {
        mishaps.look();
        if (System.nanoTime() - moved > SECOND) {
          product.passTime(STEP);
          moved = System.nanoTime();
        }
        people.work(partner);
        return condition.call();
      });
    } catch (ConditionTimeoutException late) {
      throw new AssertionError("Expected: " + what + ", but (seed " + seed + ") " + standing(), late);
    }
  }

  private String standing() {
    return "the partner is " + facts().get("stage") + " in " + facts().get("tier") + ", open tasks " + people.open(partner) + ", grants " + grants().stream()
        .filter(grant -> !grant.get("state").stringValue().equals("REVOKED"))
        .map(grant -> grant.get("entitlement").stringValue() + " " + grant.get("state").stringValue()).toList() + "; see " + product.log();
  }

  void pass(Duration time) {
    product.passTime(time);
  }

  /** The answer to what a manager tells the product. */
  JsonNode told(String path, Object body) {
    HttpResponse<String> answer = product.post("manager", path, body);
    assertThat(answer.statusCode() / 100).describedAs(path + ": " + answer.body()).isEqualTo(2);
    return answer.body().isEmpty() ? null : product.read(answer);
  }

  JsonNode facts() {
    return product.get("manager", "/api/partners/" + partner);
  }

  boolean isInStage(String stage) {
    return facts().get("stage").stringValue().equals(stage);
  }

  boolean isIn(String tier) {
    return facts().get("tier").stringValue().equals(tier);
  }

  long contact(String email) {
    return facts().get("contacts").valueStream().filter(contact -> contact.get("email").stringValue().equals(email)).findFirst().orElseThrow()
        .get("id").longValue();
  }

  JsonNode standingOfTier() {
    return product.get("manager", "/api/partners/" + partner + "/tier");
  }

  boolean isUnderReview() {
    return !standingOfTier().path("openReview").isNull();
  }

  List<JsonNode> grants() {
    return product.get("manager", "/api/partners/" + partner + "/grants?size=200").get("items").valueStream().toList();
  }

  List<JsonNode> licenses() {
    return product.get("manager", "/api/partners/" + partner + "/licenses?size=200").get("items").valueStream().toList();
  }

  boolean isLicensed(String tier) {
    return licenses().stream().anyMatch(license -> license.get("state").stringValue().equals("ACTIVE") && license.get("tier").stringValue().equals(tier));
  }

  /** What exceptions add to the license in force. */
  String extras() {
    return licenses().stream().filter(license -> license.get("state").stringValue().equals("ACTIVE")).map(license -> license.get("extras").toString()).findFirst()
        .orElse("no license");
  }

  List<JsonNode> trail() {
    List<JsonNode> all = new ArrayList<>();
    List<JsonNode> page;
    do {
      page = product.get("auditor", "/api/partners/" + partner + "/trail?size=200&page=" + all.size() / 200).get("items").valueStream().toList();
      all.addAll(page);
    } while (page.size() == 200);
    return all;
  }

  void measured(String metric, int value) {
    String month = product.now().toString().substring(0, 7);
    told("/api/tier/metrics", List.of(Map.of("partnerId", partner, "metric", metric, "source", "CRM", "period", month, "value", String.valueOf(value))));
  }

  /** A manager has somebody trained. */
  void train(String email, String curriculum) {
    Map<String, String> form = new HashMap<>(Map.of("curricula", curriculum, "learners", String.valueOf(contact(email)), "certifiedPeople", "1"));
    String page = "/partners/" + partner + "/training/new";
    Visitor.staff(product, "manager").submit(page, page, form);
  }

  /** The learning system reports until it is taken; a report that is repeated is one. */
  boolean completed(String email, String... courses) {
    boolean all = true;
    for (String course : courses) {
      all &= product.post("manager", "/api/training/completions", Map.of("partnerId", partner, "email", email, "course", course, "score", 90,
          "completionId", email + course)).statusCode() == 200;
    }
    return all;
  }

  /** The signer asks for a link, gets it by mail and comes in. */
  Visitor inPortal() {
    long before = portalLinks();
    Visitor.stranger(product).submit("/portal/sign-in", "/portal/sign-in", Map.of("email", SIGNER));
    Awaitility.await().atMost(PATIENCE).pollInterval(LOOK).until(() -> portalLinks() > before);
    return Visitor.partner(product, letters.find(SIGNER, PORTAL_LINK));
  }

  /** By the trail: each grant became active once, and nobody was given what he had. */
  void grantedOnceEach() {
    Map<Long, String> holding = new HashMap<>();
    Set<Long> active = new HashSet<>();
    List<JsonNode> oldestFirst = new ArrayList<>(trail());
    Collections.reverse(oldestFirst);
    for (JsonNode entry : oldestFirst) {
      JsonNode details = entry.get("details");
      long grant = details.path("grant").asLong(0);
      if (entry.get("action").stringValue().equals("grant.activated")) {
        String access = details.get("target").stringValue() + " " + details.get("role").stringValue() + " " + details.get("holder").stringValue();
        assertThat(active.add(grant)).as("active once: " + entry).isTrue();
        assertThat(holding).as("not held before: " + entry).doesNotContainValue(access);
        holding.put(grant, access);
      } else if (entry.get("action").stringValue().equals("grant.revoked")) {
        holding.remove(grant);
      }
    }
    assertThat(active).hasSizeGreaterThan(15);
    assertThat(holding).isEmpty();
  }

  /** No way into the portal, and nothing to sign; whether a new link comes is to be seen later. */
  void doorsAreShut(Visitor signer, Pattern signingLink) {
    assertThat(signer.get("/portal").statusCode()).as("the session").isNotEqualTo(200);
    assertThat(Visitor.stranger(product).get(letters.find(SIGNER, PORTAL_LINK)).statusCode()).as("the last link").isEqualTo(410);
    assertThat(product.post("manager", "/api/agreements/" + letters.find(SIGNER, signingLink) + "/sign", Map.of("name", "Sam Signer", "title", "CEO")).statusCode())
        .as("the link to sign by").isGreaterThanOrEqualTo(400);
    Visitor.stranger(product).submit("/portal/sign-in", "/portal/sign-in", Map.of("email", SIGNER));
  }

  /** Letters with a link into the portal. */
  long portalLinks() {
    return letters.to(SIGNER).stream().filter(letter -> PORTAL_LINK.matcher(letter.text()).find()).count();
  }

  /** Whoever asks, with or without us, learns that no license of the partner holds. */
  void licensesAreDead() {
    Set<String> revoked = product.get("manager", "/licenses/revocations?size=1000").get("items").valueStream().map(each -> each.get("id").stringValue())
        .collect(Collectors.toSet());
    List<JsonNode> all = licenses();
    assertThat(all).hasSizeGreaterThan(3);
    for (JsonNode license : all) {
      if (Instant.parse(license.get("validUntil").stringValue()).isAfter(product.now())) {
        assertThat(revoked).as("the public list").contains(license.get("id").stringValue());
      }
      JsonNode answer = product.read(product.post("manager", "/api/licenses/verify", Map.of("token", license.get("token").stringValue())));
      assertThat(answer.get("valid").booleanValue()).as(answer.toString()).isFalse();
    }
    assertThat(revoked).as("licenses whose time is not over").isNotEmpty();
  }

  @Override
  public void close() {
    product.close();
    letters.close();
    directory.close();
    helpDesk.close();
  }
}
