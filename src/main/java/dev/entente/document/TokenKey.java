package dev.entente.document;

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

/**
 * An Ed25519 key that signs tokens: given by a setting as a JWK, or made once and kept in the data folder for its owner only.
 *
 * <p>Several nodes need the same key, so they need it given.
 */
public abstract class TokenKey {

  private final PrivateJwk<?, ?, ?> jwk;

  /**
   * @param setting that may give the key
   * @param given its value; blank: the file in the folder counts
   */
  protected TokenKey(String setting, String given, Path folder, String file) {
    this.jwk = parse(setting, given.isBlank() ? kept(setting, folder, file) : given);
  }

  public String id() {
    return jwk.getId();
  }

  public PrivateKey privateKey() {
    return (PrivateKey) jwk.toKey();
  }

  public PublicKey publicKey() {
    return (PublicKey) jwk.toPublicJwk().toKey();
  }

  /** As a JSON Web Key. */
  public String publicJwk() {
    return Jwks.json(jwk.toPublicJwk());
  }

  public String publicPem() {
    return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static String kept(String setting, Path folder, String file) {
    try {
      return Files.readString(KeptFile.in(folder, file, TokenKey::fresh));
    } catch (IOException failure) {
      throw new UncheckedIOException("The key " + folder.resolve(file).toAbsolutePath() + " can't be read; make it readable for the user that runs Entente,"
          + " or set " + setting, failure);
    }
  }

  private static byte[] fresh() {
    return Jwks.UNSAFE_JSON(Jwks.builder().octetKeyPair(Jwks.CRV.Ed25519.keyPair().build()).idFromThumbprint().build()).getBytes(StandardCharsets.UTF_8);
  }

  private static PrivateJwk<?, ?, ?> parse(String setting, String json) {
    Jwk<?> jwk = Jwks.parser().build().parse(json);
    if (jwk instanceof PrivateJwk<?, ?, ?> key && key.getId() != null && "Ed25519".equals(jwk.get("crv"))) {
      return key;
    }
    throw new IllegalStateException("Expected " + setting + " to be a private Ed25519 JWK with a kid, but it is another kind of key");
  }
}
