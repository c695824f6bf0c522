package dev.entente.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import java.io.File;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.web.context.WebApplicationContext;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The decision table that we ship, the features that have things approved, and what a delegation can be narrowed to know the same kinds. */
@EntenteTest
class ApprovalKindsTest {

  private static final Pattern TEXT = Pattern.compile("\"([^\"]+)\"");

  @Autowired WebApplicationContext context;
  @Autowired MessageSource messages;
  @Autowired ApprovalSubjects subjects;
  @Autowired TestSubject ofTests;

  @Test
  void everyKindOfTheShippedTableHasAFeatureThatTellsItsFactsAndEveryFeatureHasRows() throws Exception {
    Set<String> ofFeatures = new TreeSet<>(subjects.kinds());
    ofFeatures.removeAll(ofTests.kinds());
    assertThat(shipped()).isNotEmpty().isEqualTo(ofFeatures);
  }

  @Test
  void everyKindOfTheShippedTableHasANameAndIsOfferedWhenDelegating() throws Exception {
    String page = new TestApprovals(context).page("/delegations", "fred", "finance");
    for (String kind : shipped()) {
      String name = messages.getMessage("approval.kind." + kind, null, "", Locale.ENGLISH);
      assertThat(name).as("name of " + kind).isNotBlank().doesNotContain("approval.kind");
      assertThat(page).contains("name=\"kinds\" value=\"" + kind + "\"", ">" + name + "</span>");
    }
  }

  /** Each text in the column of kinds, whichever test a row makes of it. */
  private static Set<String> shipped() throws Exception {
    Element table = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("bpmn/approval-routing.dmn")).getDocumentElement();
    int column = texts(table, "inputExpression").toList().indexOf("approvalKind");
    Set<String> kinds = new TreeSet<>();
    elements(table, "rule").map(rule -> texts(rule, "inputEntry").toList().get(column))
        .forEach(test -> TEXT.matcher(test).results().map(found -> found.group(1)).forEach(kinds::add));
    return kinds;
  }

  private static Stream<String> texts(Element parent, String name) {
    return elements(parent, name).map(element -> element.getTextContent().strip());
  }

  private static Stream<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(found::item).map(Element.class::cast);
  }
}
