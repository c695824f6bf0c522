package dev.entente.screening;

import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import dev.entente.partner.PartnerId;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Watches the folder of the lists: a changed file is a new version, against which all partners that have access, or may have it again, are screened.
 *
 * <p>A file counts as changed when two looks in a row see the same new state, so that a copy under way is not read half. A file that can't be read
 * leaves the version in force; compliance is told once for each state of the files.
 */
@Component
class ListWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ListWatch.class);
  private static final int BATCH = 100;

  private final DeniedParties parties;
  private final PartnerScreening screening;
  private final Screenings screenings;
  private final Trail trail;
  private final Mails mails;
  private final ScreeningProperties properties;
  private final TransactionTemplate transactions;
  private String settled;
  private String seen;
  private volatile @Nullable String problem;

  ListWatch(DeniedParties parties, PartnerScreening screening, Screenings screenings, Trail trail, Mails mails, ScreeningProperties properties,
      TransactionTemplate transactions) {
    this.parties = parties;
    this.screening = screening;
    this.screenings = screenings;
    this.trail = trail;
    this.mails = mails;
    this.properties = properties;
    this.transactions = transactions;
    this.settled = parties.folder().fingerprint();
    this.seen = settled;
  }

  /** Why the newest files are not in force; null when they are. */
  @Nullable String problem() {
    return problem;
  }

  @Scheduled(fixedDelayString = "${entente.screening.watch-interval:10s}", initialDelayString = "${entente.screening.watch-interval:10s}")
  void look() {
    String now = parties.folder().fingerprint();
    if (!now.equals(settled) && now.equals(seen)) {
      settled = now;
      reload();
    }
    seen = now;
    screenPartners();
  }

  private void reload() {
    try {
      if (parties.reload()) {
        transactions.executeWithoutResult(status -> trail.record(TrailEntry.of("list:" + OfacFiles.LIST, "system", "list.replaced",
            Map.of("version", parties.version().shortHash(), "entries", parties.version().entries(), "names", parties.version().names()))));
      }
      problem = null;
    } catch (MalformedList refusal) {
      problem = refusal.getMessage();
      LOG.warn("The new files of {} are refused, version {} stays in force: {}", OfacFiles.LIST, parties.version().shortHash(), refusal.getMessage());
      transactions.executeWithoutResult(status -> tellRefused(refusal));
    }
  }

  private void tellRefused(MalformedList refusal) {
    Map<String, Object> facts = Map.of("problem", String.valueOf(refusal.getMessage()), "version", parties.version().shortHash());
    trail.record(TrailEntry.of("list:" + OfacFiles.LIST, "system", "list.refused", facts));
    mails.enqueue(new MailRequest("screening-list-refused:" + settled.hashCode(), "screening-list-refused", properties.complianceMail(), facts, null, null, null));
  }

  /** What a crash or another node left over is picked up at the next look. */
  private void screenPartners() {
    long version = parties.version().id();
    List<PartnerId> batch = screenings.notScreened(version, BATCH);
    while (!batch.isEmpty() && version == parties.version().id()) {
      batch.forEach(partner -> transactions.executeWithoutResult(status -> screening.afterListChange(partner)));
      batch = screenings.notScreened(version, BATCH);
    }
  }
}
