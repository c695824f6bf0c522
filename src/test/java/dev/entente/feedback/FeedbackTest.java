package dev.entente.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.entente.portal.PortalTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

class FeedbackTest extends PortalTest {

  private static final RequestPostProcessor MANAGER = user("manager").roles("PARTNER_MANAGER");

  private final String words = "Please add " + UUID.randomUUID();

  @Test
  void whatAPartnerSaysIsReadAnsweredMailedAndShown() throws Exception {
    give("PROGRAM", words).andExpect(redirectedUrl("/portal/feedback")).andExpect(flash().attribute("notice", "feedback.given"));
    assertThat(page("/portal/feedback", bob)).contains(words, "The program and its rules", "Not answered yet");
    assertThat(page("/portal/feedback", stranger)).doesNotContain(words);
    long id = jdbc.sql("SELECT id FROM feedback WHERE content = :words").param("words", words).query(Long.class).single();
    assertThat(page("/feedback/" + id, MANAGER)).contains(words, "Ann Lee");

    answer(id, "It comes in spring <soon>").andExpect(flash().attribute("notice", "feedback.answered"));
    answer(id, "Another").andExpect(flash().attribute("problem", "feedback.answeredBefore"));

    assertThat(page("/portal/feedback", ann)).contains("It comes in spring &lt;soon&gt;").doesNotContain("Not answered yet");
    assertThat(jdbc.sql("SELECT recipient FROM mail WHERE key = :key").param("key", "feedback:" + id + ":answered").query(String.class).list())
        .containsExactly("Ann." + partner + "@example.com");
    assertThat(jdbc.sql("SELECT details FROM trail WHERE subject = :id AND action LIKE 'feedback.%'").param("id", partner.value()).query(String.class).list())
        .hasSize(2).noneMatch(details -> details.contains(words) || details.contains("spring"));
  }

  @Test
  void theStaffFiltersByStateAndTopic() throws Exception {
    give("LICENSES", words);
    long id = jdbc.sql("SELECT id FROM feedback WHERE content = :words").param("words", words).query(Long.class).single();
    long pages = jdbc.sql("SELECT (count(*) - 1) / 20 FROM feedback WHERE answered_at IS NULL AND topic = 'LICENSES'").query(Long.class).single();

    assertThat(page("/feedback?topic=LICENSES&page=" + pages, MANAGER)).contains(words);
    assertThat(page("/feedback?state=answered&topic=LICENSES", MANAGER)).doesNotContain(words);
    assertThat(page("/feedback?state=all&topic=PEOPLE", MANAGER)).doesNotContain(words);
    answer(id, "Done");
    assertThat(page("/feedback?state=answered", MANAGER)).contains(words);
  }

  @Test
  void whatIsMissingIsSaidAndOnlyManagersAnswer() throws Exception {
    assertThat(give("", words).andReturn().getResponse().getContentAsString()).contains("Choose a topic", words);
    assertThat(give("PORTAL", " ").andReturn().getResponse().getContentAsString()).contains("Write what you want to tell us");
    assertThat(give("PORTAL", "x".repeat(4001)).andReturn().getResponse().getContentAsString()).contains("4000 characters at most");
    give("NO_SUCH_TOPIC", words).andExpect(status().isOk());
    assertThat(jdbc.sql("SELECT count(*) FROM feedback WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single()).isZero();

    give("PORTAL", words);
    long id = jdbc.sql("SELECT id FROM feedback WHERE content = :words").param("words", words).query(Long.class).single();
    mvc.perform(post("/feedback/" + id + "/answer").param("answer", "x").with(csrf()).with(user("auditor").roles("AUDITOR"))).andExpect(status().isForbidden());
    assertThat(answer(id, "").andReturn().getResponse().getContentAsString()).contains("Write an answer");
    mvc.perform(get("/feedback/999999999").with(MANAGER)).andExpect(status().isNotFound());
  }

  private ResultActions give(String topic, String content) throws Exception {
    return mvc.perform(post("/portal/feedback").param("topic", topic).param("message", content).with(csrf()).with(ann));
  }

  private ResultActions answer(long id, String answer) throws Exception {
    return mvc.perform(post("/feedback/" + id + "/answer").param("answer", answer).with(csrf()).with(MANAGER));
  }
}
