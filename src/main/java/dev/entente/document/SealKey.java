package dev.entente.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The key that seals documents, with its certificate: given as PKCS#12 file, or made once and kept in the data folder for its owner only.
 *
 * <p>Several nodes need the same key, so they need it given.
 */
@Component
@EnableConfigurationProperties(SealProperties.class)
class SealKey {

  private static final String FILE = "seal.p12";
  private static final String ALIAS = "seal";
  /** The file's rights protect it, not this. */
  private static final String KEPT_PASSWORD = "entente";
  private static final int YEARS = 30;

  private final PrivateKeyEntry entry;

  SealKey(SealProperties properties, @Value("${entente.data:data}") Path folder, Clock clock) {
    this.entry = properties.keystore() == null
        ? read(KeptFile.in(folder, FILE, () -> fresh(properties.name(), clock.instant())), KEPT_PASSWORD, "made")
        : read(properties.keystore(), properties.password(), "entente.seal.keystore");
  }

  PrivateKeyEntry entry() {
    return entry;
  }

  X509Certificate certificate() {
    return (X509Certificate) entry.getCertificate();
  }

  private static PrivateKeyEntry read(Path file, String password, String source) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (var content = Files.newInputStream(file)) {
        store.load(content, password.toCharArray());
      }
      List<String> keys = Collections.list(store.aliases()).stream().filter(alias -> isKey(store, alias)).toList();
      if (keys.size() != 1) {
        throw new IllegalStateException("Expected one private key in the seal's file " + file + " (" + source + "), but it has " + keys.size());
      }
      return (PrivateKeyEntry) store.getEntry(keys.get(0), new KeyStore.PasswordProtection(password.toCharArray()));
    } catch (IOException failure) {
      throw new UncheckedIOException("The key that seals documents can't be read from " + file.toAbsolutePath()
          + "; check that it is a PKCS#12 file and that ENTENTE_SEAL_PASSWORD is its password", failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("The key that seals documents can't be used: " + file.toAbsolutePath(), failure);
    }
  }

  private static boolean isKey(KeyStore store, String alias) {
    try {
      return store.isKeyEntry(alias);
    } catch (GeneralSecurityException unusable) {
      return false;
    }
  }

  private static byte[] fresh(String name, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, pair.getPrivate(), KEPT_PASSWORD.toCharArray(), new Certificate[] {selfSigned(name, pair, now)});
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, KEPT_PASSWORD.toCharArray());
      return bytes.toByteArray();
    } catch (GeneralSecurityException | OperatorCreationException | IOException failure) {
      throw new IllegalStateException("A key to seal documents could not be made", failure);
    }
  }

  private static X509Certificate selfSigned(String name, KeyPair pair, Instant now)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    X500Name subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
    JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(subject, new BigInteger(120, new SecureRandom()).abs().add(BigInteger.ONE),
        Date.from(now.minusSeconds(3600)), Date.from(now.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant()), subject, pair.getPublic());
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
  }
}
