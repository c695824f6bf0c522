package dev.entente.termination;

import dev.entente.approval.ApprovalSubject;
import dev.entente.approval.Fact;
import dev.entente.approval.Facts;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.PartnerId;
import dev.entente.partner.Partners;
import dev.entente.program.Programs;
import dev.entente.termination.Termination.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What legal has to know of a termination to approve it. */
@Component
class TerminationSubject implements ApprovalSubject {

  private final Terminations terminations;
  private final Partners partners;
  private final Programs programs;
  private final MessageSource messages;

  TerminationSubject(Terminations terminations, Partners partners, Programs programs, MessageSource messages) {
    this.terminations = terminations;
    this.partners = partners;
    this.programs = programs;
    this.messages = messages;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("TERMINATION");
  }

  @Override
  public Facts facts(PartnerId id, String kind, String subject) {
    Termination termination = terminations.get(Long.parseLong(subject));
    PartnerFacts partner = partners.facts(id);
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("termination.partner", partner.legalName()));
    facts.add(new Fact("termination.tier", programs.version(partner.programVersion()).tier(partner.tier()).name()));
    facts.add(new Fact("termination.country", new Locale("", partner.country()).getDisplayCountry(Locale.ENGLISH)));
    facts.add(new Fact("termination.reason", text("termination.reason." + termination.reason())));
    if (termination.reason() == Termination.Reason.BREACH) {
      facts.add(new Fact("termination.gravity", text("termination.gravity." + termination.gravity())));
    }
    facts.add(new Fact("termination.explanation", termination.explanation()));
    facts.add(new Fact("termination.requestedBy", termination.requestedBy()));
    Terms terms = termination.terms();
    if (terms != null) {
      facts.add(new Fact("termination.noticeDays", String.valueOf(terms.noticeDays())));
      facts.add(new Fact("termination.cureDays", String.valueOf(terms.cureDays())));
      facts.add(new Fact("termination.windDownDays", String.valueOf(terms.windDownDays())));
      facts.add(new Fact("termination.suspendAtOnce", text("common." + (terms.suspendAtOnce() ? "yes" : "no"))));
      facts.add(new Fact("termination.clawback", text("common." + (terms.clawback() ? "yes" : "no"))));
    }
    return new Facts("approval.kind.TERMINATION", facts);
  }

  private String text(String key) {
    return messages.getMessage(key, null, Locale.ENGLISH);
  }
}
