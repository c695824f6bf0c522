package dev.entente.document;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Signs statements that are no documents with the key that seals documents. */
@Component
public class Attestations {

  private final SealKey key;
  private final SealCertificates certificates;

  Attestations(SealKey key, SealCertificates certificates) {
    this.key = key;
    this.certificates = certificates;
  }

  /**
   * A signature as anybody can check it.
   *
   * @param algorithm as Java names it
   * @param certificate SHA-256 of the certificate, in hexadecimal
   */
  public record Attestation(String algorithm, byte[] signature, String certificate) {}

  public Attestation attest(byte[] statement) {
    PrivateKey secret = key.entry().getPrivateKey();
    String algorithm = algorithm(secret);
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      signature.update(statement);
      return new Attestation(algorithm, signature.sign(), SealCertificates.sha256(key.certificate().getEncoded()));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("The statement could not be signed", failure);
    }
  }

  /** Whether it was signed here. */
  public boolean isGenuine(byte[] statement, Attestation attestation) {
    Optional<X509Certificate> certificate = certificates.find(attestation.certificate());
    if (certificate.isEmpty()) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(attestation.algorithm());
      signature.initVerify(certificate.get());
      signature.update(statement);
      return signature.verify(attestation.signature());
    } catch (GeneralSecurityException unusable) {
      return false;
    }
  }

  /** All that ever sealed here, as DER. */
  public List<byte[]> certificates() {
    return certificates.all();
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
