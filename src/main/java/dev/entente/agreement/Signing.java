package dev.entente.agreement;

import dev.entente.agreement.Agreements.Linked;
import dev.entente.agreement.Agreements.Purpose;
import dev.entente.agreement.Agreements.Signature;
import dev.entente.identity.LinkToken;
import dev.entente.process.Processes;
import dev.entente.trail.Trail;
import dev.entente.trail.TrailEntry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs an agreement, by a mailed link or by its signer in the portal: once, with evidence. */
@Component
class Signing {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Agreements agreements;
  private final Links links;
  private final Processes processes;
  private final Trail trail;
  private final Clock clock;
  private final SignedPaper signedPaper;
  private final TransactionTemplate transactions;

  Signing(Agreements agreements, Links links, Processes processes, Trail trail, Clock clock, SignedPaper signedPaper, TransactionTemplate transactions) {
    this.agreements = agreements;
    this.links = links;
    this.processes = processes;
    this.trail = trail;
    this.clock = clock;
    this.signedPaper = signedPaper;
    this.transactions = transactions;
  }

  /** The agreement that waits for a signature behind a link. */
  Agreement open(String token) {
    Linked linked = linked(token, Purpose.SIGN);
    ensureUsable(linked.agreement(), linked);
    return linked.agreement();
  }

  /** The signed agreement that a confirmation mail leads to. */
  Agreement copy(String token) {
    Linked linked = linked(token, Purpose.COPY);
    if (!clock.instant().isBefore(linked.linkExpiresAt())) {
      throw LinkNotUsable.expired();
    }
    return linked.agreement();
  }

  /**
   * The document is sealed first, because that takes its time; then evidence, trail, message and mail in one transaction. Of two who sign at the same
   * time one is told that it is signed, and whoever signs when the time has just ended is told that.
   */
  Agreement sign(String token, Signature signature) {
    byte[] sealed = signedPaper.of(open(token), signature);
    return transactions.execute(status -> keep(token, signature, sealed));
  }

  private Agreement keep(String token, Signature signature, byte[] sealed) {
    Linked linked = linked(token, Purpose.SIGN);
    Agreement agreement = agreements.lock(linked.agreement().id()).orElseThrow(LinkNotUsable::unknown);
    ensureUsable(agreement, linked);
    return complete(agreement, signature, sealed);
  }

  /**
   * For somebody who is known to be the signer; the links that were mailed are used up with it.
   *
   * @return false when it does not wait for a signature any more
   */
  boolean signKnown(long id, Signature signature) {
    Optional<Agreement> waiting = agreements.find(id).filter(this::waits);
    if (waiting.isEmpty()) {
      return false;
    }
    byte[] sealed = signedPaper.of(waiting.get(), signature);
    return Boolean.TRUE.equals(transactions.execute(status -> {
      Optional<Agreement> agreement = agreements.lock(id).filter(this::waits);
      agreement.ifPresent(locked -> complete(locked, signature, sealed));
      return agreement.isPresent();
    }));
  }

  private boolean waits(Agreement agreement) {
    return agreement.state() == Agreement.State.PREPARED && clock.instant().isBefore(agreement.signUntil());
  }

  private Agreement complete(Agreement agreement, Signature signature, byte[] sealed) {
    if (!agreements.sign(agreement.id(), signature, sealed)) {
      throw new IllegalStateException("Expected agreement " + agreement.id() + " to be PREPARED, but it was changed under our lock");
    }
    Agreement signed = agreements.find(agreement.id()).orElseThrow();
    record(signed, signature);
    processes.publish("agreement-signed", agreement.partner().value(), Map.of("agreementId", agreement.id(), "signedAt", signature.at().toString()));
    confirm(signed, signature);
    return signed;
  }

  private Linked linked(String token, Purpose purpose) {
    return LinkToken.of(token).flatMap(known -> agreements.linked(known, purpose)).orElseThrow(LinkNotUsable::unknown);
  }

  private void ensureUsable(Agreement agreement, Linked linked) {
    if (agreement.state() == Agreement.State.SIGNED) {
      throw LinkNotUsable.signed();
    }
    if (agreement.state() == Agreement.State.EXPIRED || !clock.instant().isBefore(linked.linkExpiresAt())) {
      throw LinkNotUsable.expired();
    }
  }

  private void record(Agreement agreement, Signature signature) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("agreement", agreement.id());
    evidence.put("sha256", agreement.sha256());
    evidence.put("sealedSha256", String.valueOf(agreement.sealedSha256()));
    evidence.put("signedAt", signature.at().toString());
    evidence.put("name", signature.name());
    if (signature.title() != null) {
      evidence.put("title", signature.title());
    }
    evidence.put("address", signature.address());
    evidence.put("userAgent", signature.userAgent());
    trail.record(TrailEntry.of(agreement.partner().value(), agreement.signerEmail(), "agreement.signed", evidence).in(agreement.processInstanceKey()));
  }

  private void confirm(Agreement agreement, Signature signature) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("signerName", agreement.signerName());
    model.put("agreement", "A-" + agreement.id());
    model.put("signedName", signature.name());
    model.put("signedAt", MINUTE.format(signature.at()) + " UTC");
    model.put("sha256", agreement.sha256());
    model.put("link", SigningLinks.link(agreement, Purpose.COPY, "signed"));
    links.mail(agreement, "agreement-signed", "agreement:" + agreement.id() + ":signed", model, null);
  }
}
