package dev.entente.training;

import dev.entente.document.Documents;
import dev.entente.document.QrCode;
import dev.entente.mail.BaseUrl;
import dev.entente.partner.PartnerFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Certificates on paper: sealed, with a code to type in and one to scan. */
@Component
class CertificatePrinting {

  private final Documents documents;
  private final CertificateTokens tokens;
  private final BaseUrl baseUrl;

  CertificatePrinting(Documents documents, CertificateTokens tokens, BaseUrl baseUrl) {
    this.documents = documents;
    this.tokens = tokens;
    this.baseUrl = baseUrl;
  }

  byte[] print(Certificate certificate, PartnerFacts partner) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("holder", certificate.holderName());
    model.put("partner", partner.legalName());
    model.put("course", certificate.courseName());
    model.put("score", certificate.score());
    model.put("issuedOn", certificate.issuedOn().toString());
    model.put("expiresOn", certificate.expiresOn().toString());
    model.put("code", certificate.code());
    model.put("link", baseUrl.of("/verify/" + certificate.code()));
    model.put("page", baseUrl.of("/verify"));
    model.put("qr", QrCode.dataUri(baseUrl.of("/verify?token=" + tokens.sign(certificate))));
    return documents.renderSealed("certificate", model, "Certificate " + certificate.code());
  }
}
