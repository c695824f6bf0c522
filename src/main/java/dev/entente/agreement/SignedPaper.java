package dev.entente.agreement;

import dev.entente.agreement.Agreements.Signature;
import dev.entente.document.Documents;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** An agreement as it stays: what was signed, a page that says who signed it how, and the vendor's seal over both. */
@Component
class SignedPaper {

  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Agreements agreements;
  private final Documents documents;

  SignedPaper(Agreements agreements, Documents documents) {
    this.agreements = agreements;
    this.documents = documents;
  }

  byte[] of(Agreement agreement, Signature signature) {
    byte[] text = agreements.document(agreement.id()).orElseThrow(LinkNotUsable::unknown);
    return documents.seal(text, documents.renderPdf("agreement-evidence", model(agreement, signature)), "Agreement A-" + agreement.id());
  }

  private static Map<String, Object> model(Agreement agreement, Signature signature) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("number", "A-" + agreement.id());
    model.put("partner", agreement.partner().value());
    model.put("program", agreement.programVersion());
    model.put("sha256", agreement.sha256());
    model.put("preparedAt", SECOND.format(agreement.preparedAt()) + " UTC");
    model.put("mailedTo", agreement.signerName() + ", " + agreement.signerEmail());
    model.put("signedAt", SECOND.format(signature.at()) + " UTC");
    model.put("name", signature.name());
    model.put("title", signature.title());
    model.put("address", signature.address());
    model.put("userAgent", signature.userAgent());
    return model;
  }
}
