package dev.entente.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.EntenteTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@EntenteTest
class ProgramsTest {

  @Autowired
  Programs programs;

  @Autowired
  JdbcClient jdbc;

  @Autowired
  Clock clock;

  @TempDir
  Path folder;

  @Test
  void aNewVersionIsInForceAndTheOldOneStaysReadable() throws Exception {
    Path file = file(ProgramReaderTest.defaultProgram().replace("2026.1", "2026.1-test").replace("licenseCap: 25\n", "licenseCap: 30\n"));

    Programs next = new Programs(jdbc, clock, file.toString());

    assertThat(next.current().tier("REGISTERED").licenseCap()).isEqualTo(30);
    assertThat(next.version("2026.1").tier("REGISTERED").licenseCap()).isEqualTo(25);
    assertThat(programs.version("2026.1-test").tier("REGISTERED").licenseCap()).isEqualTo(30);
    assertThat(programs.current().version()).isEqualTo("2026.1");
  }

  @Test
  void theSameVersionWithOtherContentIsRefusedAndOtherCommentsAreFine() throws Exception {
    new Programs(jdbc, clock, file(ProgramReaderTest.defaultProgram() + "# a remark\n").toString());
    Path changed = file(ProgramReaderTest.defaultProgram().replace("discountPercent: 20", "discountPercent: 19"));

    assertThatThrownBy(() -> new Programs(jdbc, clock, changed.toString()))
        .isInstanceOf(ProgramRefused.class)
        .hasMessageContaining(changed.toString())
        .hasMessageContaining("give the changed file a new version");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new Programs(jdbc, clock, folder.resolve("none.yaml").toString()))
        .isInstanceOf(ProgramRefused.class).hasMessageContaining("none.yaml").hasMessageContaining("entente.program.file");
  }

  private Path file(String content) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "program", ".yaml"), content);
  }
}
