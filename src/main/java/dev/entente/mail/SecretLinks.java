package dev.entente.mail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Puts the secret links into a mail that is about to be sent, and keeps them out of what is kept of it. */
@Component
class SecretLinks {

  private final List<SecretLink.Maker> makers;

  SecretLinks(List<SecretLink.Maker> makers) {
    this.makers = makers;
  }

  /** A mail as it goes out, and as it is kept. */
  record Prepared(RenderedMail sent, RenderedMail kept) {}

  /** Empty when what the mail's link leads to is over. */
  Optional<Prepared> prepare(OutgoingMail mail, MailRenderer renderer) {
    Optional<SecretLink> asked = SecretLink.in(mail.model());
    if (asked.isEmpty()) {
      RenderedMail rendered = renderer.render(mail.template(), mail.model());
      return Optional.of(new Prepared(rendered, rendered));
    }
    return maker(asked.get().kind()).make(asked.get().reference()).map(made -> {
      Map<String, Object> model = new TreeMap<>(mail.model());
      model.put("link", made.link());
      RenderedMail sent = renderer.render(mail.template(), model);
      return new Prepared(sent, new RenderedMail(sent.subject(), without(made, sent.html()), without(made, sent.text())));
    });
  }

  private SecretLink.Maker maker(String kind) {
    return makers.stream().filter(maker -> maker.kind().equals(kind)).findFirst()
        .orElseThrow(() -> new IllegalStateException("Expected somebody to make links of kind '" + kind + "', but nobody does"));
  }

  private static String without(SecretLink.Made made, String body) {
    return body.replace(made.secret(), "…");
  }
}
