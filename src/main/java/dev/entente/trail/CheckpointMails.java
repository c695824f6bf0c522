package dev.entente.trail;

import dev.entente.mail.DatesInWords;
import dev.entente.mail.MailRequest;
import dev.entente.mail.Mails;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells auditors the head of the trail, so that they hold it where nobody of the application reaches, or that the trail is broken. */
@Component
class CheckpointMails {

  private final Mails mails;
  private final List<String> auditors;

  CheckpointMails(Mails mails, @Value("${entente.trail.auditors:auditor@entente.example}") List<String> auditors) {
    this.mails = mails;
    this.auditors = auditors;
  }

  void signed(Checkpoint checkpoint) {
    send("trail-checkpoint", String.valueOf(checkpoint.position()), Map.of(
        "position", checkpoint.position(),
        "hash", HexFormat.of().formatHex(checkpoint.hash()),
        "signedAt", checkpoint.signedAt().toString(),
        "algorithm", checkpoint.attestation().algorithm(),
        "signature", Base64.getEncoder().encodeToString(checkpoint.attestation().signature()),
        "certificate", checkpoint.attestation().certificate()));
  }

  void broken(Verification.Result result, Instant now) {
    send("trail-broken", now.toString(), Map.of(
        "position", String.valueOf(result.firstBadPosition()),
        "problem", String.valueOf(result.reason()),
        "foundAt", DatesInWords.minute(now)));
  }

  private void send(String template, String cause, Map<String, Object> model) {
    auditors.forEach(auditor -> mails.enqueue(new MailRequest(template + ":" + cause + ":" + auditor, template, auditor, model, null, null, null)));
  }
}
