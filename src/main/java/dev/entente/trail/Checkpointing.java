package dev.entente.trail;

import dev.entente.document.Attestations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifies the chain each hour, signs its head and mails it to the auditors; once a day it computes all rows anew. A chain that is broken is not signed,
 * and the auditors are told.
 */
@Component
class Checkpointing {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointing.class);
  private static final Duration WHOLE_EVERY = Duration.ofHours(23);

  private final Verification verification;
  private final Checkpoints checkpoints;
  private final Attestations attestations;
  private final CheckpointMails mails;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Checkpointing(Verification verification, Checkpoints checkpoints, Attestations attestations, CheckpointMails mails, TransactionTemplate transaction,
      Clock clock) {
    this.verification = verification;
    this.checkpoints = checkpoints;
    this.attestations = attestations;
    this.mails = mails;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(cron = "${entente.trail.checkpoint:0 0 * * * *}")
  void run() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    boolean whole = checkpoints.lastWhole().map(at -> Duration.between(at, now).compareTo(WHOLE_EVERY) >= 0).orElse(true);
    Verification.Result result = verification.verify(whole);
    if (!result.verified()) {
      LOG.error("The trail is broken at position {}: {}", result.firstBadPosition(), result.reason());
      transaction.executeWithoutResult(status -> mails.broken(result, now));
    } else if (result.rows() > checkpoints.last().map(Checkpoint::position).orElse(0L)) {
      sign(result, whole, now);
    }
  }

  private void sign(Verification.Result result, boolean whole, Instant now) {
    byte[] hash = HexFormat.of().parseHex(result.headHash());
    Checkpoint checkpoint = new Checkpoint(result.rows(), hash, now, whole, attestations.attest(Checkpoint.statement(result.rows(), hash, now)));
    transaction.executeWithoutResult(status -> {
      if (checkpoints.add(checkpoint)) {
        mails.signed(checkpoint);
      }
    });
  }
}
