package dev.entente.document;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The certificates that ever sealed documents here. */
@Component
class SealCertificates {

  private final JdbcClient jdbc;

  SealCertificates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void keep(X509Certificate certificate, Instant now) {
    byte[] encoded = encoded(certificate);
    jdbc.sql("INSERT INTO seal_certificate (sha256, certificate, first_used_at) VALUES (:sha256, :certificate, :now) ON CONFLICT DO NOTHING")
        .param("sha256", sha256(encoded))
        .param("certificate", encoded)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<X509Certificate> find(String sha256) {
    return jdbc.sql("SELECT certificate FROM seal_certificate WHERE sha256 = :sha256").param("sha256", sha256).query(byte[].class).optional()
        .map(SealCertificates::decoded);
  }

  /** The earliest first. */
  List<byte[]> all() {
    return jdbc.sql("SELECT certificate FROM seal_certificate ORDER BY first_used_at, sha256").query(byte[].class).list();
  }

  boolean knows(byte[] certificate) {
    return jdbc.sql("SELECT count(*) FROM seal_certificate WHERE sha256 = :sha256").param("sha256", sha256(certificate)).query(Long.class).single() == 1;
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static X509Certificate decoded(byte[] certificate) {
    try {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    } catch (CertificateException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
