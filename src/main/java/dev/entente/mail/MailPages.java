package dev.entente.mail;

import dev.entente.identity.Roles;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which mails are read. */
@Controller
@PreAuthorize(Roles.STAFF)
class MailPages {

  private static final int SIZE = 20;
  private static final List<String> STATES = List.of("WAITING", "SENDING", "SENT", "FAILED");
  private static final String BODY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
      + "sandbox allow-popups allow-popups-to-escape-sandbox";

  private final MailList mails;
  private final MailOutbox outbox;
  private final ReceivedMails received;

  MailPages(MailList mails, MailOutbox outbox, ReceivedMails received) {
    this.mails = mails;
    this.outbox = outbox;
    this.received = received;
  }

  @GetMapping("/mails")
  String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String partner,
      @RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "0") int page, Model model) {
    MailList.Filter filter = new MailList.Filter(bounded(q), bounded(partner), STATES.contains(state) ? state : "");
    fill(model, filter, page);
    model.addAttribute("filter", filter);
    model.addAttribute("states", STATES);
    return "page/mail/list";
  }

  @GetMapping("/partners/{id}/mails")
  String ofPartner(@PathVariable String id, @RequestParam(defaultValue = "0") int page, Model model) {
    fill(model, new MailList.Filter("", bounded(id), ""), page);
    model.addAttribute("partner", id);
    return "page/mail/of-partner";
  }

  private void fill(Model model, MailList.Filter filter, int page) {
    int bounded = Math.max(0, Math.min(page, 100_000));
    model.addAttribute("mails", mails.find(filter, bounded, SIZE));
    model.addAttribute("total", mails.count(filter));
    model.addAttribute("page", bounded);
    model.addAttribute("size", SIZE);
  }

  @GetMapping("/mails/{id}")
  String show(@PathVariable long id, Model model) {
    model.addAttribute("mail", mails.mail(id).orElseThrow(MailPages::notFound));
    model.addAttribute("text", mails.bodies(id).map(kept -> received(kept, "text/plain").orElse(kept.textBody())).orElse(null));
    return "page/mail/show";
  }

  /** The mail itself, in a document that may do nothing. */
  @GetMapping("/mails/{id}/html")
  ResponseEntity<String> html(@PathVariable long id) {
    String html = mails.bodies(id).map(kept -> received(kept, "text/html").orElse(kept.htmlBody())).orElseThrow(MailPages::notFound);
    return ResponseEntity.ok().contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
        .header("Content-Security-Policy", BODY_POLICY).body(html);
  }

  @PostMapping("/mails/{id}/retry")
  @PreAuthorize(Roles.PARTNER_MANAGERS)
  String retry(@PathVariable long id, RedirectAttributes redirect) {
    mails.mail(id).orElseThrow(MailPages::notFound);
    boolean waits = outbox.retry(id);
    redirect.addFlashAttribute(waits ? "notice" : "problem", waits ? "mail.retry.done" : "mail.retry.notFailed");
    return "redirect:/mails/" + id;
  }

  /** What this application's own sink caught is shown whole, with its links: there is no other mailbox. What went out is kept without them. */
  private Optional<String> received(MailList.Bodies kept, String type) {
    return received.body(OutgoingMail.messageId(kept.key()), type);
  }

  private static String bounded(String text) {
    String stripped = text.strip();
    return stripped.length() <= 200 ? stripped : stripped.substring(0, 200);
  }

  private static ResponseStatusException notFound() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such mail.");
  }
}
