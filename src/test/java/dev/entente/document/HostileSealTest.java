package dev.entente.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.document.SealCheck.Verdict;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.Policy;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Files that name addresses, or that are much larger than they look: checking them asks nobody and ends. */
@EntenteTest
class HostileSealTest {

  private static final String[] SCHEMES = {"http", "ftp", "ldap", "jar:http"};

  @Autowired Documents documents;
  @Autowired SealChecking checking;
  @Autowired Clock clock;

  private final AtomicInteger calls = new AtomicInteger();
  private ServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::count, "counts-calls");
    thread.setDaemon(true);
    thread.start();
  }

  private void count() {
    try {
      while (true) {
        listener.accept().close();
        calls.incrementAndGet();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
  }

  @Test
  void asksNoneOfTheAddressesThatItsCertificateAndItsPolicyName() throws Exception {
    for (String scheme : SCHEMES) {
      SealCheck check = check(sealed(scheme));

      assertThat(check.verdict()).as(scheme).isEqualTo(Verdict.STRANGER);
      assertThat(check.sealedBy()).isEqualTo("Mallory");
    }
    assertThat(calls).hasValue(0);
  }

  @Test
  void unpacksNothingThatIsLargerThanItLooks() throws IOException {
    byte[] bomb = withStream("/Filter/FlateDecode", 80 << 20);

    assertThat(bomb).hasSizeLessThan(100_000);
    assertThat(PdfBounds.hold(bomb)).isFalse();
    assertThat(check(bomb).verdict()).isEqualTo(Verdict.NO_PDF);
    assertThat(PdfBounds.hold(withStream("/Filter/FlateDecode", 8 << 20))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/Filter/LZWDecode", "/Filter/L#5AWDecode", "/Filter[/FlateDecode /FlateDecode]", "/Filter[/AHx/Fl]", "/Filter 7 0 R", "/Encrypt 7 0 R"})
  void readsNothingWhoseSizeCannotBeTold(String filter) throws IOException {
    assertThat(PdfBounds.hold(withStream(filter, 1))).isFalse();
  }

  @Test
  void survivesWhatIsNestedDeeply() {
    byte[] nested = ("%PDF-1.7\n1 0 obj\n" + "[".repeat(500_000) + "\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n").getBytes(StandardCharsets.US_ASCII);

    assertThat(check(nested).verdict()).isIn(Verdict.NO_PDF, Verdict.NOT_SEALED);
  }

  private static byte[] withStream(String filter, int size) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(("%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4" + filter + ">>\nstream\n").getBytes(StandardCharsets.US_ASCII));
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(file, new Deflater(Deflater.BEST_COMPRESSION))) {
      deflated.write(new byte[size]);
    }
    return file.toByteArray();
  }

  private byte[] sealed(String scheme) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    KeyPair pair = generator.generateKeyPair();
    PAdESSignatureParameters parameters = new PAdESSignatureParameters();
    parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
    parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
    parameters.setSigningCertificate(new CertificateToken(certificate(pair, scheme)));
    parameters.bLevel().setSignaturePolicy(policy(scheme));
    parameters.bLevel().setSigningDate(Date.from(clock.instant()));
    PAdESService service = new PAdESService(new CommonCertificateVerifier(true));
    DSSDocument document = new InMemoryDocument(documents.renderPdf("sample", Map.of("name", "x")), "document.pdf");
    Signature signature = Signature.getInstance(parameters.getSignatureAlgorithm().getJCEId());
    signature.initSign(pair.getPrivate());
    signature.update(service.getDataToSign(document, parameters).getBytes());
    SignatureValue value = new SignatureValue(parameters.getSignatureAlgorithm(), signature.sign());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    service.signDocument(document, parameters, value).writeTo(bytes);
    return bytes.toByteArray();
  }

  private Policy policy(String scheme) {
    Policy policy = new Policy();
    policy.setId("1.3.6.1.4.1.99999.1");
    policy.setDigestAlgorithm(DigestAlgorithm.SHA256);
    policy.setDigestValue(new byte[32]);
    policy.setSpuri(address(scheme, "policy"));
    return policy;
  }

  private X509Certificate certificate(KeyPair pair, String scheme) throws Exception {
    X500Name issuer = new X500Name("CN=Nobody");
    JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuer, BigInteger.TEN, Date.from(clock.instant().minus(Duration.ofDays(1))),
        Date.from(clock.instant().plus(Duration.ofDays(365))), new X500Name("CN=Mallory"), pair.getPublic());
    ASN1EncodableVector access = new ASN1EncodableVector();
    access.add(new AccessDescription(AccessDescription.id_ad_caIssuers, uri(scheme, "issuer.cer")));
    access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(scheme, "ocsp")));
    builder.addExtension(Extension.authorityInfoAccess, false, new DERSequence(access));
    builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
        new DistributionPoint(new DistributionPointName(new GeneralNames(uri(scheme, "list.crl"))), null, null)}));
    return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate())));
  }

  private GeneralName uri(String scheme, String name) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, address(scheme, name));
  }

  private String address(String scheme, String name) {
    return "%s://127.0.0.1:%d/%s%s".formatted(scheme, listener.getLocalPort(), name, scheme.startsWith("jar") ? "!/" + name : "");
  }

  private SealCheck check(byte[] file) {
    return checking.check(file).orElseThrow();
  }
}
