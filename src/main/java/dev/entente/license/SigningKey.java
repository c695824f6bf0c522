package dev.entente.license;

import dev.entente.document.TokenKey;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The key that signs licenses. */
@Component
class SigningKey extends TokenKey {

  SigningKey(@Value("${entente.license.private-key:}") String given, @Value("${entente.data:data}") Path folder) {
    super("entente.license.private-key", given, folder, "license-key.json");
  }
}
