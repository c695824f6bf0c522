package dev.entente.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import dev.entente.application.ImportReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class PartnerPagesTest {

  /** The header, which only a screen reader hears, and the label of each cell on a phone. */
  private static final String ACTIONS = "Action";

  @LocalServerPort
  int port;

  @Autowired
  JdbcClient jdbc;

  private final String word = "q" + UUID.randomUUID().toString().replace("-", "");
  private Person manager;

  @BeforeEach
  void signIn() throws Exception {
    manager = new Person(port).signIn("manager");
  }

  @Test
  void theFormStartsAnOnboardingAndShowsThePartner() throws Exception {
    HttpResponse<String> shown = manager.post("/partners/new", "/partners/new", application("Form <b>" + word));

    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.uri().getPath()).matches("/partners/P-\\d+");
    assertNoUntranslatedText(shown.body());
    assertThat(shown.body()).contains("Form &lt;b&gt;" + word).contains("Withdraw application").contains("/grants").contains("The onboarding has started");
    HttpResponse<String> facts = manager.get(shown.uri().getPath() + "/facts");
    assertThat(facts.body()).contains("ann@" + word + ".example").contains("Signer").contains("Germany");
    assertNoUntranslatedText(facts.body());
  }

  @Test
  void whatIsWrongIsShownAtTheFieldAndNothingIsLost() throws Exception {
    Map<String, String> application = application("Wrong " + word);
    application.put("website", "no website");
    application.put("contacts[0].email", "ann(at)" + word);

    HttpResponse<String> again = manager.post("/partners/new", "/partners/new", application);

    assertThat(again.body()).contains("Wrong " + word).contains("value=\"no website\"").contains("Not the address of a website")
        .contains("value=\"ann(at)" + word + "\"").contains("is no mail address");
    assertNoUntranslatedText(again.body());
    assertThat(jdbc.sql("SELECT count(*) FROM partner WHERE legal_name = :name").param("name", "Wrong " + word).query(Long.class).single()).isZero();
  }

  @Test
  void anotherContactIsALineMore() throws Exception {
    Map<String, String> application = application("More " + word);
    application.put("addContact", "1");

    assertThat(manager.post("/partners/new", "/partners/new", application).body()).contains("contacts[1].email").contains("More " + word);

    application.remove("addContact");
    application.put("contacts[1].name", "");
    application.put("contacts[1].email", " ");
    application.put("contacts[1].role", "TECHNICAL");
    assertThat(manager.post("/partners/new", "/partners/new", application).uri().getPath()).matches("/partners/P-\\d+");
  }

  @Test
  void aDuplicateIsShownWhileTypingAndRefused() throws Exception {
    manager.post("/partners/new", "/partners/new", application("Double " + word));

    HttpResponse<String> typed = manager.get("/partners/new/duplicates?legalName=double%20" + word + "&website=&registrationNumber=&country=");
    HttpResponse<String> refused = manager.post("/partners/new", "/partners/new", application("DOUBLE " + word + " Inc."));

    assertThat(typed.body()).contains("Double " + word).contains("has the same name").doesNotContain("<html");
    assertThat(refused.body()).contains("this company is here already").contains("DOUBLE " + word + " Inc.");
    assertNoUntranslatedText(refused.body());
  }

  @Test
  void theListIsFilteredByItsAddressAndExported() throws Exception {
    manager.post("/partners/new", "/partners/new", application("=List " + word));

    HttpResponse<String> list = manager.get("/partners?q=" + word + "&stage=APPLICANT&tier=SILVER&country=DE&market=AT");
    assertThat(list.body()).contains("=List " + word);
    assertNoUntranslatedText(list.body());
    assertThat(manager.get("/partners?q=" + word + "&stage=ACTIVE&page=x").body()).contains("Nothing matches");
    assertThat(manager.get("/partners/export?q=" + word).body()).contains("partnerId,legalName").contains("'=List " + word);
  }

  @Test
  void aManagerWithdrawsAndAddsContacts() throws Exception {
    String page = manager.post("/partners/new", "/partners/new", application("Change " + word)).uri().getPath();

    HttpResponse<String> added = manager.post(page + "/contacts/new", page + "/contacts", Map.of("name", "Bob", "email", "bob@" + word + ".example", "role", "TECHNICAL"));
    HttpResponse<String> twice = manager.post(page + "/contacts/new", page + "/contacts", Map.of("name", "Bob", "email", "BOB@" + word + ".example", "role", "TECHNICAL"));
    HttpResponse<String> withdrawn = manager.post(page, page + "/withdraw", Map.of());

    assertThat(added.body()).contains("The contact was added");
    assertThat(twice.body()).contains("is there already").contains("value=\"BOB@" + word);
    assertThat(withdrawn.body()).contains("is being withdrawn");
    assertThat(jdbc.sql("SELECT count(*) FROM process_outbox WHERE kind = 'MESSAGE' AND name = 'application-withdrawn' AND correlation_key = :id")
        .param("id", page.substring(page.lastIndexOf('/') + 1)).query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void contactsHaveAColumnOfActionsForThoseOnlyWhoMaySayThatSomebodyLeft() throws Exception {
    String page = manager.post("/partners/new", "/partners/new", application("Leave " + word)).uri().getPath();

    assertThat(manager.get(page + "/facts").body()).contains(ACTIONS, "Has left");
    for (String reader : List.of("channel", "legal", "compliance", "finance", "auditor")) {
      assertThat(new Person(port).signIn(reader).get(page + "/facts").body()).as(reader).contains("ann@" + word + ".example").doesNotContain(ACTIONS, "Has left", "??");
    }
    jdbc.sql("UPDATE partner SET stage = 'WITHDRAWN' WHERE id = :id").param("id", page.substring(page.lastIndexOf('/') + 1)).update();
    assertThat(manager.get(page + "/facts").body()).as("closed").contains("ann@" + word + ".example").doesNotContain(ACTIONS, "Has left");
  }

  @Test
  void aFileIsShownConfirmedAndWorkedOff() throws Exception {
    String header = String.join(",", ImportReader.HEADER) + "\n";
    String csv = header + "One " + word + ",US,,,Ann,ann@one.example,SIGNER,,\nTwo " + word + ",Nowhere,,,Bob,bob@two.example,,,\nOne " + word + " Inc,US,,,Cy,cy@one.example,,,\n";

    HttpResponse<String> preview = manager.upload("/partners/import", "/partners/import", csv);
    assertThat(preview.uri().getPath()).matches("/partners/import/[0-9a-f-]+");
    assertThat(preview.body()).contains("Import 1 application").contains("is no country").contains("The same company as in line 2.");
    assertNoUntranslatedText(preview.body());
    assertThat(imported()).isZero();

    String path = preview.uri().getPath();
    manager.post(path, path + "/confirm", Map.of());
    await().atMost(Duration.ofSeconds(20)).until(() -> manager.get(path).body().contains("The import is done."));
    assertThat(imported()).isEqualTo(1);
    HttpResponse<String> again = manager.upload("/partners/import", "/partners/import", csv);
    assertThat(again.body()).doesNotContain("Import 1 application");
    assertThat(manager.get(path + "/progress").headers().firstValue("HX-Refresh")).contains("true");
    assertNoUntranslatedText(manager.get("/partners/import").body());
  }

  @Test
  void aCanceledFileIsLeftOut() throws Exception {
    HttpResponse<String> preview = manager.upload("/partners/import", "/partners/import",
        String.join(",", ImportReader.HEADER) + "\nNever " + word + ",US,,,Ann,ann@one.example,SIGNER,,\n");
    String path = preview.uri().getPath();

    assertThat(manager.post(path, path + "/cancel", Map.of()).body()).contains("Stopped");
    assertThat(manager.get(path).body()).contains("Left out").doesNotContain("/confirm");
    assertThat(imported()).isZero();
  }

  @Test
  void aFileThatIsNoCsvIsRefusedWithItsLine() throws Exception {
    HttpResponse<String> refused = manager.upload("/partners/import", "/partners/import", "a,b\n1,2\n");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("Line 1: unknown column");
  }

  @Test
  void companiesApplyByThemselvesWithoutSignIn() throws Exception {
    Person visitor = new Person(port);
    assertThat(visitor.get("/apply").statusCode()).isEqualTo(200);
    assertNoUntranslatedText(visitor.get("/apply").body());

    assertThat(visitor.post("/apply", "/apply", application("")).body()).contains("Please fill this in.");
    HttpResponse<String> thanks = visitor.post("/apply", "/apply", application("Visitor " + word));

    assertThat(thanks.body()).contains("Thank you");
    assertThat(jdbc.sql("SELECT requested_by FROM partner WHERE legal_name = :name").param("name", "Visitor " + word).query(String.class).single())
        .isEqualTo("applicant");
  }

  @Test
  void anAuditorReadsAndChangesNothing() throws Exception {
    String page = manager.post("/partners/new", "/partners/new", application("Audit " + word)).uri().getPath();
    Person auditor = new Person(port).signIn("auditor");

    assertThat(auditor.get(page).body()).contains("Audit " + word).doesNotContain("Withdraw application");
    assertThat(auditor.post(page, page + "/withdraw", Map.of()).statusCode()).isEqualTo(403);
    assertThat(auditor.get("/partners/new").statusCode()).isEqualTo(403);
    assertThat(auditor.get("/partners/import").statusCode()).isEqualTo(403);
    assertThat(auditor.get("/partners/P-99999999").statusCode()).isEqualTo(404);
  }

  private long imported() {
    return jdbc.sql("SELECT count(*) FROM partner WHERE search_text LIKE :word").param("word", "%" + word + "%").query(Long.class).single();
  }

  private Map<String, String> application(String name) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("legalName", name);
    values.put("country", "DE");
    values.put("website", "");
    values.put("registrationNumber", "");
    values.put("requestedTier", "SILVER");
    values.put("markets", "DE AT");
    values.put("contacts[0].name", "Ann Lee");
    values.put("contacts[0].email", "ann@" + word + ".example");
    values.put("contacts[0].role", "SIGNER");
    return values;
  }

  private static void assertNoUntranslatedText(String body) {
    assertThat(body).doesNotContain("??");
  }
}
