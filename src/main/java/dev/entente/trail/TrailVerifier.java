package dev.entente.trail;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Verifies an exported trail without the application: {@code java TrailVerifier.java trail.ndjson [position:hash ...]}, with nothing but a JDK 17.
 *
 * <p>Each entry's hash is computed anew and has to follow the one before it; each checkpoint has to be signed by a certificate of the file. Whether the
 * certificates are the vendor's is for the reader to tell: their fingerprints are printed. Checkpoints that were mailed earlier may be given to be compared:
 * they prove that nobody wrote the whole chain anew. This file shares no code with what writes the trail.
 */
public final class TrailVerifier {

  private final Map<String, X509Certificate> certificates = new HashMap<>();
  private final Map<Long, String> mailed = new HashMap<>();
  private byte[] previous = new byte[32];
  private long position;
  private long entries;
  private long signedUpTo;
  private long checkpoints;
  private boolean ended;

  /** What is wrong, and where. */
  static final class Broken extends Exception {

    Broken(String message) {
      super(message);
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      System.err.println("Usage: java TrailVerifier.java trail.ndjson [position:hash of a mailed checkpoint ...]");
      System.exit(2);
    }
    try {
      System.out.println(verify(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length)));
    } catch (Broken broken) {
      System.out.println("NOT VERIFIED: " + broken.getMessage());
      System.exit(1);
    }
  }

  /** @return what was found, for people */
  static String verify(Path file, List<String> mailed) throws IOException, Broken {
    TrailVerifier verifier = new TrailVerifier();
    mailed.forEach(known -> verifier.mailed.put(Long.parseLong(known.split(":")[0]), known.split(":")[1].toLowerCase()));
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        verifier.read(new Line(line).fields());
      }
    } catch (GeneralSecurityException | RuntimeException unreadable) {
      throw new Broken("after position " + verifier.position + " a line can't be read: " + unreadable.getMessage());
    }
    return verifier.result();
  }

  private void read(Map<String, String> line) throws GeneralSecurityException, Broken {
    check(!ended, "lines follow the end");
    switch (line.get("type")) {
      case "header" -> begin(line);
      case "certificate" -> certificate(Base64.getDecoder().decode(line.get("certificate")));
      case "entry" -> entry(line);
      case "checkpoint" -> checkpoint(line);
      case "end" -> {
        check(Long.parseLong(line.get("position")) == position && line.get("hash").equals(hex(previous)), "the end names another entry than the last one");
        ended = true;
      }
      default -> throw new Broken("a line is of the unknown type " + line.get("type"));
    }
  }

  private void begin(Map<String, String> line) throws Broken {
    check("entente-trail-1".equals(line.get("format")), "the format " + line.get("format") + " is not known here");
    position = Long.parseLong(line.get("after"));
    previous = HexFormat.of().parseHex(line.get("previousHash"));
    check(position > 0 || hex(previous).equals("0".repeat(64)), "the first entry follows something");
  }

  private void certificate(byte[] encoded) throws GeneralSecurityException {
    X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    certificates.put(hex(sha256(encoded)), certificate);
  }

  private void entry(Map<String, String> line) throws GeneralSecurityException, Broken {
    check(Long.parseLong(line.get("position")) == position + 1, "entry " + (position + 1) + " is missing");
    check(line.get("previousHash").equals(hex(previous)), "entry " + line.get("position") + " does not follow the one before it");
    byte[] hash = sha256(covered(line));
    check(line.get("hash").equals(hex(hash)), "entry " + line.get("position") + " was changed after it was sealed");
    position++;
    entries++;
    previous = hash;
    String known = mailed.remove(position);
    check(known == null || known.equals(hex(hash)), "entry " + position + " is another one than the mailed checkpoint says");
  }

  /** Previous hash, position, id, microseconds since 1970, process instance key or 0, then four texts, each with its length before it. */
  private byte[] covered(Map<String, String> line) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(previous);
      out.writeLong(position + 1);
      out.writeLong(Long.parseLong(line.get("id")));
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(line.get("recordedAt"))));
      out.writeLong(line.get("processInstanceKey") == null ? 0 : Long.parseLong(line.get("processInstanceKey")));
      for (String field : List.of("subject", "actor", "action", "details")) {
        byte[] text = line.get(field).getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return bytes.toByteArray();
  }

  private void checkpoint(Map<String, String> line) throws GeneralSecurityException, Broken {
    String at = "the checkpoint at position " + line.get("position");
    check(Long.parseLong(line.get("position")) == position && line.get("hash").equals(hex(previous)), at + " is another one than the entry there");
    X509Certificate certificate = certificates.get(line.get("certificate"));
    check(certificate != null, at + " is signed by a certificate that is not in the file");
    certificate.checkValidity(Date.from(Instant.parse(line.get("signedAt"))));
    Signature signature = Signature.getInstance(line.get("algorithm"));
    signature.initVerify(certificate);
    signature.update(("entente-trail-checkpoint\n" + line.get("position") + "\n" + line.get("hash") + "\n" + line.get("signedAt") + "\n")
        .getBytes(StandardCharsets.UTF_8));
    check(signature.verify(Base64.getDecoder().decode(line.get("signature"))), at + " has a signature that is not its own");
    checkpoints++;
    signedUpTo = position;
  }

  private String result() throws Broken {
    check(ended, "the file ends in the middle, after position " + position);
    check(mailed.isEmpty(), "entries of mailed checkpoints are missing: " + mailed.keySet());
    StringBuilder text = new StringBuilder("VERIFIED: " + entries + " entries up to position " + position + ", hash " + hex(previous) + "\n"
        + checkpoints + " checkpoints; signed up to position " + signedUpTo + "\n");
    if (position - entries > 0) {
      text.append("What comes before position ").append(position - entries + 1).append(" is not in this file\n");
    }
    certificates.forEach((sha256, certificate) -> text.append("Certificate ").append(certificate.getSubjectX500Principal()).append(", SHA-256 ").append(sha256)
        .append('\n'));
    return text.toString().strip();
  }

  private static void check(boolean right, String problem) throws Broken {
    if (!right) {
      throw new Broken(problem);
    }
  }

  private static byte[] sha256(byte[] content) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(content);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** One flat JSON object: texts and numbers. */
  private static final class Line {

    private final String text;
    private int at;

    Line(String text) {
      this.text = text;
    }

    Map<String, String> fields() {
      Map<String, String> fields = new HashMap<>();
      expect('{');
      while (text.charAt(at) != '}') {
        String name = string();
        expect(':');
        String value = text.charAt(at) == '"' ? string() : bare();
        if (fields.put(name, value) != null) {
          throw new IllegalArgumentException("the field " + name + " is there twice");
        }
        if (text.charAt(at) == ',') {
          at++;
        }
      }
      return fields;
    }

    private String bare() {
      int start = at;
      while (",}".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String string() {
      expect('"');
      StringBuilder value = new StringBuilder();
      for (char next = text.charAt(at++); next != '"'; next = text.charAt(at++)) {
        value.append(next == '\\' ? escaped(text.charAt(at++)) : next);
      }
      return value.toString();
    }

    private char escaped(char sign) {
      if (sign == 'u') {
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      int known = "\"\\/bfnrt".indexOf(sign);
      if (known < 0) {
        throw new IllegalArgumentException("a backslash before " + sign);
      }
      return "\"\\/\b\f\n\r\t".charAt(known);
    }

    private void expect(char sign) {
      if (at >= text.length() || text.charAt(at) != sign) {
        throw new IllegalArgumentException("expected " + sign + " at character " + at);
      }
      at++;
    }
  }
}
