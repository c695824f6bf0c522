package dev.entente.training;

import dev.entente.document.TokenKey;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The key that signs certificates' tokens. */
@Component
class CertificateKey extends TokenKey {

  CertificateKey(@Value("${entente.training.private-key:}") String given, @Value("${entente.data:data}") Path folder) {
    super("entente.training.private-key", given, folder, "certificate-key.json");
  }
}
