package dev.entente.ledger;

import dev.entente.ledger.Journal.Step;
import dev.entente.mail.DatesInWords;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.Partners;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells the owners of grants that an end is near, or that a review is due: one mail for each owner and partner, each grant told of once. */
@Component
class GrantExpiryNotices {

  private static final Origin ORIGIN = Origin.schedule("end-of-grant");

  private final Grants grants;
  private final Journal journal;
  private final Partners partners;
  private final Mails mails;
  private final Recipients recipients;

  GrantExpiryNotices(Grants grants, Journal journal, Partners partners, Mails mails, Recipients recipients) {
    this.grants = grants;
    this.journal = journal;
    this.partners = partners;
    this.mails = mails;
    this.recipients = recipients;
  }

  /** Answers how many grants it told of. */
  @Transactional
  public int tellOfEnds(LocalDate today, LocalDate until, int most) {
    return tell("grants-ending", Step.NOTICED, grants.claimEnding(today, until, most));
  }

  @Transactional
  public int tellOfReviews(LocalDate today, int most) {
    return tell("grants-review", Step.REVIEW_DUE, grants.claimReviews(today, most));
  }

  private int tell(String template, Step step, List<Grant> told) {
    Map<String, String> names = partners.names(told.stream().map(grant -> grant.partner().value()).distinct().toList());
    record Reader(String owner, String partner) {}
    told.stream().collect(Collectors.groupingBy(grant -> new Reader(grant.terms().owner(), grant.partner().value()), LinkedHashMap::new, Collectors.toList()))
        .forEach((reader, about) -> mails.enqueue(new MailRequest(template + ":" + reader.owner() + ":" + about.get(0).id() + ":" + about.get(0).endsOn(),
            template, recipients.of(reader.owner()), model(names.getOrDefault(reader.partner(), reader.partner()), reader.partner(), about),
            reader.partner(), null, null)));
    journal.writeAll(told.stream().map(Grant::id).toList(), step, ORIGIN);
    return told.size();
  }

  private Map<String, Object> model(String name, String partner, List<Grant> about) {
    return Map.of("partner", name, "link", recipients.link("/access?partner=" + partner), "grants", about.stream()
        .map(grant -> Map.of("name", grant.name(), "holder", grant.holderName(), "endsOn", DatesInWords.day(grant.endsOn()), "reason", grant.terms().reason()))
        .toList());
  }
}
