package dev.entente.training;

import dev.entente.partner.Contact;
import dev.entente.partner.PartnerFacts;
import dev.entente.partner.Partners;
import dev.entente.program.Programs;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reminds holders that a certificate expires: once at each of the program's distances, the nearest one when several were missed. */
@Component
class ExpiryReminders {

  private final Certificates certificates;
  private final Partners partners;
  private final Programs programs;
  private final TrainingMails mails;
  private final Clock clock;

  ExpiryReminders(Certificates certificates, Partners partners, Programs programs, TrainingMails mails, Clock clock) {
    this.certificates = certificates;
    this.partners = partners;
    this.programs = programs;
    this.mails = mails;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${entente.training.reminder-interval:1h}", initialDelayString = "${entente.training.reminder-interval:1h}")
  @Transactional
  void remind() {
    List<Integer> distances = programs.current().certificates().reminderDays();
    int farthest = distances.stream().max(Comparator.naturalOrder()).orElse(0);
    for (Certificate certificate : certificates.expiringWithin(farthest)) {
      long left = ChronoUnit.DAYS.between(LocalDate.now(clock), certificate.expiresOn());
      int distance = distances.stream().filter(days -> days >= left).min(Comparator.naturalOrder()).orElse(farthest);
      PartnerFacts facts = partners.facts(certificate.partner());
      if (facts.stage().acceptsGrants()) {
        facts.contacts().stream().filter(contact -> contact.id() == certificate.contactId()).map(Contact::email)
            .forEach(email -> mails.expiring(certificate, email, distance));
      }
    }
  }
}
