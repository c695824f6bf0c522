package dev.entente.training;

import dev.entente.document.KeptFile;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 key that signs certificates' tokens: given by {@code entente.training.private-key} (a JWK), or made once and kept in the data folder.
 *
 * <p>Several nodes need the same key, so they need it given.
 */
@Component
class CertificateKey {

  private final PrivateJwk<?, ?, ?> jwk;

  CertificateKey(@Value("${entente.training.private-key:}") String given, @Value("${entente.data:data}") Path folder) {
    this.jwk = parse(given.isBlank() ? kept(folder) : given);
  }

  String id() {
    return jwk.getId();
  }

  PrivateKey privateKey() {
    return (PrivateKey) jwk.toKey();
  }

  PublicKey publicKey() {
    return (PublicKey) jwk.toPublicJwk().toKey();
  }

  /** As a JSON Web Key. */
  String publicJwk() {
    return Jwks.json(jwk.toPublicJwk());
  }

  String pem() {
    return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String kept(Path folder) {
    try {
      return Files.readString(KeptFile.in(folder, "certificate-key.json", CertificateKey::fresh));
    } catch (IOException failure) {
      throw new UncheckedIOException("The key that signs certificates can't be read; make the data folder readable for the user that runs Entente, or set"
          + " entente.training.private-key", failure);
    }
  }

  private static byte[] fresh() {
    return Jwks.UNSAFE_JSON(Jwks.builder().octetKeyPair(Jwks.CRV.Ed25519.keyPair().build()).idFromThumbprint().build()).getBytes(StandardCharsets.UTF_8);
  }

  private static PrivateJwk<?, ?, ?> parse(String json) {
    Jwk<?> jwk = Jwks.parser().build().parse(json);
    if (jwk instanceof PrivateJwk<?, ?, ?> key && key.getId() != null && "Ed25519".equals(jwk.get("crv"))) {
      return key;
    }
    throw new IllegalStateException("Expected the key that signs certificates to be a private Ed25519 JWK with a kid, but it is another kind of key");
  }
}
