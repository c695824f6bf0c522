package dev.entente.document;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.token.KSPrivateKeyEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.springframework.stereotype.Component;

/** Seals PDF files: who made them, when, and that nothing has changed since. */
@Component
public class Sealing {

  private final SealKey key;
  private final Clock clock;

  Sealing(SealKey key, SealCertificates certificates, Clock clock) {
    this.key = key;
    this.clock = clock;
    certificates.keep(key.certificate(), clock.instant());
  }

  /** @param reason what the seal says it is for; no personal data */
  public byte[] seal(byte[] pdf, String reason) {
    KSPrivateKeyEntry entry = new KSPrivateKeyEntry("seal", key.entry());
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(entry.getCertificate());
    parameters.setCertificateChain(List.of(entry.getCertificateChain()));
    parameters.bLevel().setSigningDate(Date.from(clock.instant()));
    parameters.setReason(reason);
    parameters.setAppName("Entente");
    PAdESService service = new PAdESService(offline());
    DSSDocument document = new InMemoryDocument(pdf, "document.pdf");
    ToBeSigned content = service.getDataToSign(document, parameters);
    SignatureValue value = new SignatureValue(parameters.getSignatureAlgorithm(), sign(content.getBytes(), parameters.getSignatureAlgorithm().getJCEId()));
    return bytes(service.signDocument(document, parameters, value));
  }

  /** As the library makes it by default, it fetches issuers' certificates from wherever a certificate says. */
  static CertificateVerifier offline() {
    CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
    verifier.setAIASource(null);
    verifier.setCrlSource(null);
    verifier.setOcspSource(null);
    return verifier;
  }

  /** For whoever checks seals without asking. */
  public String certificatePem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.certificate().getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] sign(byte[] content, String algorithm) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key.entry().getPrivateKey());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("The document could not be sealed", failure);
    }
  }

  private static byte[] bytes(DSSDocument document) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.writeTo(bytes);
      return bytes.toByteArray();
    } catch (IOException failure) {
      throw new UncheckedIOException("The document could not be sealed", failure);
    }
  }
}
