package dev.entente.document;

import dev.entente.document.SealCheck.Verdict;
import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.SignatureScopeType;
import eu.europa.esig.dss.enumerations.TokenExtractionStrategy;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.pdf.IPdfObjFactory;
import eu.europa.esig.dss.pdf.ServiceLoaderPdfObjFactory;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.spi.policy.SignaturePolicyProvider;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Checks the seal of a PDF file that anybody may have sent; nothing of it is kept. */
@Component
public class SealChecking implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(SealChecking.class);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int AT_ONCE = 2;
  private static final byte[] START = "%PDF-".getBytes(StandardCharsets.US_ASCII);

  private final SealCertificates certificates;
  private final Clock clock;
  /** Reading strangers' files takes memory and time: few at once, and no queue. What takes too long keeps its place until it ends. */
  private final ThreadPoolExecutor readers = new ThreadPoolExecutor(0, AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
      task -> new Thread(task, "seal-checking"));

  SealChecking(SealCertificates certificates, Clock clock) {
    this.certificates = certificates;
    this.clock = clock;
  }

  /** The latest seal counts; a file that can't be read as PDF has none. Empty when it can't be checked now: others are, or it takes too long. */
  public Optional<SealCheck> check(byte[] file) {
    if (file.length < START.length || !Arrays.equals(file, 0, START.length, START, 0, START.length) || !PdfBounds.hold(file)) {
      return Optional.of(new SealCheck(Verdict.NO_PDF, null, null, null));
    }
    try {
      return Optional.of(readers.submit(() -> latest(file)).get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException unreadable) {
      LOG.info("A file could not be read as PDF: {}", unreadable.getCause().getClass().getSimpleName());
      return Optional.of(new SealCheck(Verdict.NO_PDF, null, null, null));
    } catch (RejectedExecutionException busy) {
      return Optional.empty();
    } catch (TimeoutException tooLong) {
      LOG.warn("The seal of a file of {} bytes was not checked within {}", file.length, LONGEST);
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private SealCheck latest(byte[] file) {
    return read(file).getSignatures().stream().max(Comparator.comparing(SealChecking::sealedAt)).map(this::judge)
        .orElseGet(() -> new SealCheck(Verdict.NOT_SEALED, null, null, null));
  }

  @Override
  public void destroy() {
    readers.shutdownNow();
  }

  /** Asks none of the addresses that the file names: its certificates' issuers and lists are not fetched, nor is its signature policy. */
  private DiagnosticData read(byte[] file) {
    PDFDocumentValidator validator = new PDFDocumentValidator(new InMemoryDocument(file, "document.pdf"));
    validator.setPdfObjFactory(withoutRendering());
    validator.setCertificateVerifier(Sealing.offline());
    validator.setSignaturePolicyProvider(new SignaturePolicyProvider());
    validator.setTokenExtractionStrategy(TokenExtractionStrategy.EXTRACT_CERTIFICATES_ONLY);
    validator.setValidationTime(Date.from(clock.instant()));
    return new DiagnosticData(validator.getDiagnosticData());
  }

  /** A stranger's pages are never drawn: that costs time, and says nothing about the seal. */
  private static IPdfObjFactory withoutRendering() {
    DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
    differences.setMaximalPagesAmountForVisualComparison(0);
    IPdfObjFactory factory = new ServiceLoaderPdfObjFactory();
    factory.setPdfDifferencesFinder(differences);
    return factory;
  }

  private SealCheck judge(SignatureWrapper seal) {
    CertificateWrapper signer = seal.getSigningCertificate();
    byte[] certificate = signer == null ? new byte[0] : signer.getBinaries();
    String sealedBy = signer == null ? "" : signer.getReadableCertificateName();
    return new SealCheck(verdict(seal, certificate), sealedBy, sealedAt(seal), SealCertificates.sha256(certificate));
  }

  private Verdict verdict(SignatureWrapper seal, byte[] certificate) {
    if (!seal.isSignatureIntact() || !seal.isSignatureValid()) {
      return Verdict.CHANGED;
    }
    if (seal.getSignatureScopes().stream().noneMatch(scope -> scope.getScope() == SignatureScopeType.FULL)) {
      return Verdict.EXTENDED;
    }
    return certificates.knows(certificate) ? Verdict.UNCHANGED : Verdict.STRANGER;
  }

  private static Instant sealedAt(SignatureWrapper seal) {
    return seal.getClaimedSigningTime() == null ? Instant.EPOCH : seal.getClaimedSigningTime().toInstant();
  }
}
