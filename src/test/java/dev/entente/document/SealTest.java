package dev.entente.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.EntenteTest;
import dev.entente.document.SealCheck.Verdict;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class SealTest {

  @Autowired Documents documents;
  @Autowired SealChecking checking;
  @Autowired SealKey key;
  @Autowired JdbcClient jdbc;
  @Autowired Clock clock;
  @TempDir Path folder;

  @Test
  void whatWasSealedHereIsKnownAgain() {
    SealCheck check = check(sealed());

    assertThat(check.verdict()).isEqualTo(Verdict.UNCHANGED);
    assertThat(check.sealedBy()).isEqualTo("Entente Partner Program");
    assertThat(Duration.between(check.sealedAt(), clock.instant())).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void theOfficialValidatorFindsABaselineSignatureThatIsSound() {
    CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
    trusted.addCertificate(new CertificateToken(key.certificate()));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trusted);
    SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(sealed()));
    validator.setCertificateVerifier(verifier);
    validator.setValidationTime(Date.from(clock.instant()));

    SimpleReport report = validator.validateDocument().getSimpleReport();

    String id = report.getFirstSignatureId();
    assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.PAdES_BASELINE_B);
    assertThat(report.isValid(id)).as(String.valueOf(report.getAdESValidationErrors(id))).isTrue();
  }

  @Test
  void aChangedByteIsDetected() {
    byte[] original = sealed();
    int underTheSeal = new String(original, StandardCharsets.ISO_8859_1).indexOf("/ByteRange");
    int noticed = 0;
    for (int position = 20; position < underTheSeal; position += underTheSeal / 12) {
      byte[] changed = original.clone();
      changed[position] ^= 0x20;
      Verdict verdict = check(changed).verdict();
      assertThat(verdict).as("byte " + position).isNotIn(Verdict.UNCHANGED, Verdict.STRANGER, Verdict.EXTENDED);
      noticed += verdict == Verdict.CHANGED ? 1 : 0;
    }
    assertThat(noticed).isGreaterThan(6);
  }

  @Test
  void anAdditionIsDetected() throws Exception {
    ByteArrayOutputStream added = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(sealed())) {
      PDPage page = new PDPage();
      document.getDocumentCatalog().getPages().add(page);
      document.getDocumentCatalog().getPages().getCOSObject().setNeedToBeUpdated(true);
      document.saveIncremental(added);
    }

    assertThat(check(added.toByteArray()).verdict()).isEqualTo(Verdict.EXTENDED);
  }

  @Test
  void somebodyElsesSealIsNotOurs() {
    SealKey other = new SealKey(new SealProperties(null, "", "Somebody Else"), folder, clock);
    byte[] foreign = sealedBy(other);
    jdbc.sql("DELETE FROM seal_certificate WHERE sha256 = :sha256").param("sha256", check(foreign).certificate()).update();

    assertThat(check(foreign).verdict()).isEqualTo(Verdict.STRANGER);
    assertThat(check(foreign).sealedBy()).isEqualTo("Somebody Else");
  }

  @Test
  void aKeyThatWasReplacedIsStillKnown() {
    byte[] old = sealedBy(new SealKey(new SealProperties(null, "", "Before"), folder, clock));

    assertThat(check(old).verdict()).isEqualTo(Verdict.UNCHANGED);
  }

  @Test
  void whatIsNoSealedFileIsSaidToBeNone() {
    assertThat(check(documents.renderPdf("sample", Map.of("name", "x"))).verdict()).isEqualTo(Verdict.NOT_SEALED);
    assertThat(check("hello".getBytes(StandardCharsets.US_ASCII)).verdict()).isEqualTo(Verdict.NO_PDF);
    assertThat(check("%PDF-1.7 and no more".getBytes(StandardCharsets.US_ASCII)).verdict()).isEqualTo(Verdict.NO_PDF);
    assertThat(check(new byte[0]).verdict()).isEqualTo(Verdict.NO_PDF);
  }

  @Test
  void theKeyIsMadeOnceForItsOwnerOnlyAndCanBeGiven() throws Exception {
    SealKey made = new SealKey(new SealProperties(null, "", "Made"), folder, clock);
    Path file = folder.resolve("seal.p12");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    assertThat(new SealKey(new SealProperties(null, "", "Again"), folder, clock).certificate()).isEqualTo(made.certificate());
    assertThat(new SealKey(new SealProperties(file, "entente", ""), folder, clock).certificate()).isEqualTo(made.certificate());
    assertThat(made.certificate().getNotAfter().toInstant()).isAfter(Instant.now().plus(Duration.ofDays(365 * 25)));
    assertThatThrownBy(() -> new SealKey(new SealProperties(file, "wrong", ""), folder, clock)).hasMessageContaining("ENTENTE_SEAL_PASSWORD");
  }

  private byte[] sealed() {
    return documents.renderSealed("sample", Map.of("name", "Ann"), "Sample");
  }

  private byte[] sealedBy(SealKey another) {
    return new Sealing(another, new SealCertificates(jdbc), clock).seal(documents.renderPdf("sample", Map.of("name", "Ann")), "Sample");
  }

  private SealCheck check(byte[] file) {
    return checking.check(file).orElseThrow();
  }
}
