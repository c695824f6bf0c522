package dev.entente.license;

import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 key that signs licenses: given by {@code entente.license.private-key} (a JWK), or made once and kept in the data folder for its owner only.
 *
 * <p>Several nodes need the same key, so they need it given.
 */
@Component
class SigningKey {

  private static final String FILE = "license-key.json";

  private final PrivateJwk<?, ?, ?> jwk;

  SigningKey(@Value("${entente.license.private-key:}") String given, @Value("${entente.data:data}") Path folder) {
    this.jwk = parse(given.isBlank() ? keptIn(folder) : given);
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

  private static String keptIn(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        create(folder, file);
      }
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("The key that signs licenses can't be read from or written to " + file.toAbsolutePath()
          + "; make the folder writable for the user that runs Entente, or set entente.license.private-key", failure);
    }
  }

  /** Complete before it has its name, so that a crash leaves either no key or a whole one; the first of two processes wins. */
  private static void create(Path folder, Path file) throws IOException {
    Files.createDirectories(folder);
    Path fresh = Files.createTempFile(folder, FILE, ".new", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      KeyPair pair = Jwks.CRV.Ed25519.keyPair().build();
      Files.write(fresh, Jwks.UNSAFE_JSON(Jwks.builder().octetKeyPair(pair).idFromThumbprint().build()).getBytes(StandardCharsets.UTF_8));
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException another) {
      // The other process's key is as good.
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static PrivateJwk<?, ?, ?> parse(String json) {
    Jwk<?> jwk = Jwks.parser().build().parse(json);
    if (jwk instanceof PrivateJwk<?, ?, ?> key && key.getId() != null && "Ed25519".equals(jwk.get("crv"))) {
      return key;
    }
    throw new IllegalStateException("Expected the key that signs licenses to be a private Ed25519 JWK with a kid, but it is another kind of key");
  }
}
