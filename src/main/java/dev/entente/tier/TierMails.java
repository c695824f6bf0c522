package dev.entente.tier;

import dev.entente.mail.DatesInWords;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.process.JobContext;
import dev.entente.program.Program;
import dev.entente.program.Programs;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a partner is told of its tier; each news of a review once. */
@Component
class TierMails {

  private final Reviews reviews;
  private final Verdicts verdicts;
  private final Partners partners;
  private final Programs programs;
  private final TierWording wording;
  private final Mails mails;

  TierMails(Reviews reviews, Verdicts verdicts, Partners partners, Programs programs, TierWording wording, Mails mails) {
    this.reviews = reviews;
    this.verdicts = verdicts;
    this.partners = partners;
    this.programs = programs;
    this.wording = wording;
    this.mails = mails;
  }

  enum News {
    NOTICE, HELD, PROMOTED, CURED, DEMOTED, WOUND_DOWN
  }

  /** The tiers that it is about. */
  record Step(String fromTier, String toTier) {}

  @Transactional
  public void tell(PartnerId id, long reviewId, News news, Step step, JobContext job) {
    PartnerFacts partner = partners.facts(id);
    Program program = programs.version(partner.programVersion());
    Verdict verdict = verdicts.latestOf(reviewId)
        .orElseThrow(() -> new IllegalStateException("Expected a verdict of review " + reviewId + ", but there is none"));
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("news", news.name());
    model.put("partnerName", partner.legalName());
    model.put("fromTier", program.tier(step.fromTier()).name());
    model.put("toTier", program.tier(step.toTier()).name());
    model.put("until", until(news, reviews.find(reviewId).orElseThrow()));
    model.put("missing", missing(news, verdict).stream().map(criterion -> wording.criterion(criterion, Locale.ENGLISH)).toList());
    model.put("closing", news == News.NOTICE ? closing(verdict, partner, program) : List.of());
    model.put("access", access(news, program, step));
    for (Contact contact : recipients(partner)) {
      Map<String, Object> own = new LinkedHashMap<>(model);
      own.put("name", contact.name());
      mails.enqueue(new MailRequest("tier-news:" + reviewId + ":" + news + ":" + contact.id(), "tier-news", contact.email(), own, id.value(),
          job.processInstanceKey(), job.elementId()));
    }
  }

  private static List<Criterion> missing(News news, Verdict verdict) {
    return switch (news) {
      case NOTICE, DEMOTED -> verdict.assessment().current().missing();
      case HELD -> verdict.assessment().gateMissing();
      default -> List.of();
    };
  }

  private List<String> closing(Verdict verdict, PartnerFacts partner, Program program) {
    Map<Long, String> names = TierWording.names(partner);
    return verdict.assessment().current().staffing().closing().stream().limit(5).map(closing -> wording.closing(closing, names, program, Locale.ENGLISH)).toList();
  }

  /** What the higher of the two tiers gives beyond the lower one. */
  private static List<String> access(News news, Program program, Step step) {
    if (news != News.PROMOTED && news != News.DEMOTED && news != News.WOUND_DOWN) {
      return List.of();
    }
    String higher = news == News.PROMOTED ? step.toTier() : step.fromTier();
    List<String> lower = program.tier(news == News.PROMOTED ? step.fromTier() : step.toTier()).entitlements();
    return program.tier(higher).entitlements().stream().filter(id -> !lower.contains(id)).map(id -> program.entitlement(id).name()).toList();
  }

  private static String until(News news, Review review) {
    OffsetDateTime at = news == News.NOTICE ? review.cureUntil() : review.windDownUntil();
    return at == null ? "" : DatesInWords.day(at.toInstant());
  }

  /** The main contact and who signed; else the first. */
  private static List<Contact> recipients(PartnerFacts partner) {
    List<Contact> chosen = partner.contacts().stream().filter(contact -> contact.role().equals("PRIMARY") || contact.role().equals("SIGNER")).toList();
    return chosen.isEmpty() ? Stream.ofNullable(partner.contacts().isEmpty() ? null : partner.contacts().get(0)).toList() : chosen;
  }
}
