package dev.entente.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends what waits in the outbox; the package tells the contract. */
@Component
class MailDispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(MailDispatcher.class);
  private static final String UNCERTAIN =
      "The sender stopped, or the connection broke, while the mail server was taking this mail: it may have arrived or not. Send it again if not.";

  private final MailOutbox outbox;
  private final MailRenderer renderer;
  private final SecretLinks links;
  private final JavaMailSender sender;
  private final ReceivedMails received;
  private final MailProperties properties;
  private final boolean ownSink;

  MailDispatcher(MailOutbox outbox, MailRenderer renderer, SecretLinks links, JavaMailSender sender, ReceivedMails received, MailProperties properties,
      @Value("${entente.embedded.smtp-port:0}") int sinkPort) {
    this.outbox = outbox;
    this.renderer = renderer;
    this.links = links;
    this.sender = sender;
    this.received = received;
    this.properties = properties;
    this.ownSink = sinkPort != 0;
  }

  @Scheduled(fixedDelayString = "${entente.mail.interval:400ms}")
  void sendWaiting() {
    outbox.abandoned().forEach(this::takeOver);
    for (Optional<OutgoingMail> mail = outbox.claim(properties.lease()); mail.isPresent(); mail = outbox.claim(properties.lease())) {
      send(mail.get());
    }
  }

  private void takeOver(MailOutbox.Abandoned mail) {
    if (!mail.handedOver()) {
      outbox.again(mail.id(), Duration.ZERO, "The sender stopped before it sent this mail.");
    } else {
      settleUncertain(mail.id(), mail.key());
    }
  }

  private void settleUncertain(long id, String key) {
    if (!ownSink) {
      outbox.failed(id, UNCERTAIN);
    } else if (received.has(OutgoingMail.messageId(key))) {
      outbox.sent(id);
    } else {
      outbox.again(id, Duration.ZERO, "The mail sink did not take this mail.");
    }
  }

  private void send(OutgoingMail mail) {
    MimeMessage message;
    try {
      Optional<SecretLinks.Prepared> prepared = links.prepare(mail, renderer);
      if (prepared.isEmpty()) {
        fail(mail, "What its link leads to is over.");
        return;
      }
      message = message(mail, prepared.get().sent());
      if (!outbox.handOver(mail, prepared.get().kept())) {
        return;
      }
    } catch (AddressException e) {
      fail(mail, "The address is not valid: " + e.getMessage());
      return;
    } catch (MessagingException | RuntimeException e) {
      LOG.error("Mail {} can't be rendered from template {}", mail.id(), mail.template(), e);
      fail(mail, "The mail can't be made from its template " + mail.template() + ": " + e.getMessage());
      return;
    }
    try {
      sender.send(message);
      outbox.sent(mail.id());
    } catch (MailException e) {
      refused(mail, e);
    }
  }

  /** No header takes a line break: addresses are parsed strictly, the subject is one line by construction. */
  private MimeMessage message(OutgoingMail mail, RenderedMail rendered) throws MessagingException {
    InternetAddress recipient = new InternetAddress(mail.recipient(), true);
    recipient.validate();
    if (mail.recipient().chars().anyMatch(Character::isISOControl) || recipient.isGroup()) {
      throw new AddressException("one address is expected", mail.recipient());
    }
    MimeMessage message = sender.createMimeMessage();
    MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
    helper.setFrom(new InternetAddress(properties.from(), true));
    message.setRecipients(jakarta.mail.Message.RecipientType.TO, new Address[] {recipient});
    helper.setSubject(rendered.subject());
    helper.setText(rendered.text(), rendered.html());
    message.setHeader("Message-ID", mail.messageId());
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  private void refused(OutgoingMail mail, MailException e) {
    Refusal refusal = Refusal.of(e);
    LOG.warn("Mail {} was not sent: {}", mail.id(), refusal);
    if (refusal == Refusal.UNKNOWN) {
      settleUncertain(mail.id(), mail.key());
    } else if (refusal == Refusal.FOR_GOOD || mail.attempts() >= properties.attempts()) {
      fail(mail, "The mail server does not take it: " + reason(e));
    } else {
      outbox.again(mail.id(), Duration.ofSeconds(Math.min(3600, 5L << Math.min(mail.attempts(), 12))), reason(e));
    }
  }

  private void fail(OutgoingMail mail, String error) {
    outbox.failed(mail.id(), error);
  }

  private static String reason(MailException e) {
    Throwable cause = e instanceof MailSendException sending && sending.getMessageExceptions().length > 0 ? sending.getMessageExceptions()[0] : e;
    while (cause instanceof MessagingException messaging && messaging.getNextException() != null) {
      cause = messaging.getNextException();
    }
    return String.valueOf(cause.getMessage()).strip();
  }

  /** What a failure proves. */
  private enum Refusal {
    FOR_GOOD, FOR_NOW, UNKNOWN;

    static Refusal of(MailException e) {
      if (e instanceof MailAuthenticationException) {
        return FOR_NOW;
      }
      Throwable cause = e instanceof MailSendException sending && sending.getMessageExceptions().length > 0 ? sending.getMessageExceptions()[0] : e.getCause();
      Refusal found = UNKNOWN;
      for (; cause != null; cause = next(cause)) {
        Refusal one = ofOne(cause);
        found = one == UNKNOWN ? found : one;
      }
      return found;
    }

    private static Throwable next(Throwable cause) {
      return cause instanceof MessagingException messaging && messaging.getNextException() != null ? messaging.getNextException() : cause.getCause();
    }

    private static Refusal ofOne(Throwable cause) {
      if (cause instanceof MailConnectException || cause instanceof AuthenticationFailedException) {
        return FOR_NOW;
      }
      if (cause instanceof SMTPAddressFailedException address) {
        return byCode(address.getReturnCode());
      }
      if (cause instanceof SMTPSenderFailedException from) {
        return byCode(from.getReturnCode());
      }
      return cause instanceof SMTPSendFailedException sending ? byCode(sending.getReturnCode()) : UNKNOWN;
    }

    private static Refusal byCode(int code) {
      return code >= 500 ? FOR_GOOD : code >= 400 ? FOR_NOW : UNKNOWN;
    }
  }
}
