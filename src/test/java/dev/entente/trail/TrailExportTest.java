package dev.entente.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.entente.EntenteTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail given to a stranger, who has a JDK and nothing of ours but the verifier's one file. */
@EntenteTest
class TrailExportTest {

  @Autowired Trail trail;
  @Autowired Checkpointing checkpointing;
  @Autowired Checkpoints checkpoints;
  @Autowired Verification verification;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @LocalServerPort int port;
  @TempDir Path folder;

  private final String subject = "test:" + UUID.randomUUID();

  @BeforeEach
  void aSignedHead() {
    record("before");
    checkpointing.run();
    record("after");
  }

  @Test
  void isVerifiedByAProgramOfOneFile() throws Exception {
    Path file = exported("");

    Process verifier = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "src/main/java/dev/entente/trail/TrailVerifier.java", file.toString(), mailed()).redirectErrorStream(true).start();
    String said = new String(verifier.getInputStream().readAllBytes());

    assertThat(verifier.waitFor()).as(said).isZero();
    assertThat(said).startsWith("VERIFIED: ").contains("signed up to position " + last().position(), "CN=Entente Partner Program");
  }

  @Test
  void noLineCanBeChangedLeftOutOrCutOff() throws Exception {
    List<String> lines = Files.readAllLines(exported(""));
    int own = lines.indexOf(lines.stream().filter(line -> line.contains(subject)).findFirst().orElseThrow());

    assertBroken(changed(lines, own, lines.get(own).replace("tester", "mallory")), "was changed");
    assertBroken(without(lines, own), "is (missing|another one than the entry there)");
    assertBroken(lines.subList(0, lines.size() - 1), "ends in the middle");
    int checkpoint = lines.indexOf(lines.stream().filter(line -> line.contains("\"checkpoint\"")).findFirst().orElseThrow());
    assertBroken(changed(lines, checkpoint, lines.get(checkpoint).replaceAll("\"signedAt\":\"\\d{4}", "\"signedAt\":\"2031")), "signature");
    assertThatThrownBy(() -> TrailVerifier.verify(written(lines), List.of(last().position() + ":" + "0".repeat(64)))).hasMessageContaining("mailed checkpoint");
    assertThatThrownBy(() -> TrailVerifier.verify(written(changed(lines, own, "{\"type\":")), List.of())).hasMessageContaining("can't be read");
  }

  @Test
  void beginsWhereTheReaderStopped() throws Exception {
    assertThat(TrailVerifier.verify(exported("?after=" + last().position()), List.of()))
        .contains("1 checkpoints; signed up to position " + last().position(), "is not in this file");
    assertThat(answer("?after=999999999", "auditor").statusCode()).isEqualTo(404);
    assertThat(answer("", "manager").statusCode()).isEqualTo(403);
  }

  @Test
  void isVerifiedHereFromTheCheckpointOn() {
    assertThat(verification.verify(false).since()).isEqualTo(last().position());
    assertThat(verification.verify(false).verified()).isTrue();
    assertThat(verification.verify(true).since()).isZero();
  }

  @Test
  void aChainThatWasWrittenAnewContradictsItsCheckpoint() {
    long position = last().position();

    Verification.Result result = transaction.execute(status -> {
      jdbc.sql("ALTER TABLE trail DISABLE TRIGGER USER").update();
      jdbc.sql("UPDATE trail SET hash = sha256('x') WHERE chain_position = :position").param("position", position).update();
      Verification.Result found = verification.verify(false);
      status.setRollbackOnly();
      return found;
    });

    assertThat(result.firstBadPosition()).isEqualTo(position);
    assertThatThrownBy(() -> jdbc.sql("DELETE FROM trail_checkpoint").update()).hasMessageContaining("append-only");
  }

  @Test
  void theHeadIsMailedOnce() {
    checkpointing.run();
    checkpointing.run();

    String key = "trail-checkpoint:" + last().position() + ":auditor@entente.example";
    assertThat(jdbc.sql("SELECT model ->> 'hash' FROM mail WHERE key = :key").param("key", key).query(String.class).single())
        .isEqualTo(HexFormat.of().formatHex(last().hash()));
  }

  private Checkpoint last() {
    return checkpoints.last().orElseThrow();
  }

  private String mailed() {
    return last().position() + ":" + HexFormat.of().formatHex(last().hash());
  }

  private void record(String what) {
    transaction.executeWithoutResult(status -> trail.record(TrailEntry.of(subject, "tester", "test.done", Map.of("what", what, "name", "Zürich \"&\"\n\u0001"))));
    await().until(() -> jdbc.sql("SELECT count(*) FROM trail WHERE subject = :subject AND hash IS NULL").param("subject", subject).query(Long.class).single() == 0);
  }

  private void assertBroken(List<String> lines, String reason) {
    assertThatThrownBy(() -> TrailVerifier.verify(written(lines), List.of())).hasMessageMatching(".*" + reason + ".*");
  }

  private static List<String> changed(List<String> lines, int line, String content) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(line, content);
    return changed;
  }

  private static List<String> without(List<String> lines, int line) {
    List<String> left = new ArrayList<>(lines);
    left.remove(line);
    return left;
  }

  private Path written(List<String> lines) throws Exception {
    return Files.write(folder.resolve(UUID.randomUUID() + ".ndjson"), lines);
  }

  private Path exported(String query) throws Exception {
    HttpResponse<String> answer = answer(query, "auditor");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    return Files.writeString(folder.resolve("trail.ndjson"), answer.body());
  }

  private HttpResponse<String> answer(String query, String user) throws Exception {
    return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/trail/export" + query))
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes())).build(), BodyHandlers.ofString());
  }
}
