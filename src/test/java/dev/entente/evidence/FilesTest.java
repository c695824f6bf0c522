package dev.entente.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.EntenteTest;
import dev.entente.access.TestPartners;
import dev.entente.partner.PartnerId;
import dev.entente.program.Programs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class FilesTest {

  static final byte[] PNG = Base64.getDecoder()
      .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  @Autowired Files files;
  @Autowired JdbcClient jdbc;
  @Autowired Programs programs;
  private PartnerId partner;

  @BeforeEach
  void aPartner() {
    partner = new TestPartners(jdbc, programs).onboarding("SILVER");
  }

  @ParameterizedTest
  @CsvSource({
      "%PDF-1.7 and so on, proof.pdf, application/pdf, proof.pdf",
      "%PDF-1.7 and so on, proof.html, application/pdf, proof.html.pdf",
      "'All media were wiped on 3 May, ägä', C:\\temp\\list.TXT, text/plain, list.TXT",
      "plain words, ../../etc/passwd, text/plain, passwd.txt",
      "plain words, '', text/plain, file.txt"})
  void theContentDecidesWhatAFileIs(String content, String name, String mediaType, String keptAs) {
    StoredFile kept = files.find(files.store(partner, name, content.getBytes(StandardCharsets.UTF_8), "manager")).orElseThrow();

    assertThat(kept.mediaType()).isEqualTo(mediaType);
    assertThat(kept.name()).isEqualTo(keptAs);
    assertThat(kept.partner()).isEqualTo(partner);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><script>alert(1)</script>", "  \n<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "\uFEFF<?xml version='1.0'?><a/>",
      "PK\u0003\u0004 an archive", "MZ\u0000\u0001 a program"})
  void markupAndProgramsAreRefusedWhateverTheyAreCalled(String content) {
    assertThatThrownBy(() -> files.store(partner, "proof.pdf", content.getBytes(StandardCharsets.UTF_8), "manager"))
        .isInstanceOfSatisfying(FileRefused.class, refused -> assertThat(refused.messageKey()).isEqualTo("evidence.refused.KIND"));
    assertThat(jdbc.sql("SELECT count(*) FROM evidence_file WHERE partner_id = :id").param("id", partner.value()).query(Long.class).single()).isZero();
  }

  @Test
  void emptyAndLargeFilesAreRefused() {
    byte[] large = new byte[Files.LARGEST + 1];
    Arrays.fill(large, (byte) 'a');

    assertThatThrownBy(() -> files.store(partner, "a.txt", large, "manager")).hasMessageContaining("TOO_LARGE");
    assertThatThrownBy(() -> files.store(partner, "a.txt", new byte[0], "manager")).hasMessageContaining("EMPTY");
    assertThat(files.store(partner, "a.txt", Arrays.copyOf(large, Files.LARGEST), "manager")).isNotNull();
  }

  @Test
  void aFileComesBackWholeAsADownload() {
    StoredFile kept = files.find(files.store(partner, "Übergabe \"1\"\r\nX: y.png", PNG, "manager")).orElseThrow();

    ResponseEntity<byte[]> answer = files.download(kept);

    assertThat(answer.getBody()).isEqualTo(PNG);
    assertThat(answer.getHeaders().getFirst("Content-Disposition")).startsWith("attachment;").doesNotContain("\n");
    assertThat(answer.getHeaders().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.getHeaders().getContentType()).hasToString("image/png");
    assertThat(kept.sha256()).hasSize(64).isEqualTo(org.apache.commons.codec.digest.DigestUtils.sha256Hex(PNG));
    assertThat(jdbc.sql("SELECT details FROM trail WHERE subject = :id AND action = 'file.stored'").param("id", partner.value()).query(String.class).single())
        .contains(kept.sha256()).doesNotContain("bergabe");
  }
}
