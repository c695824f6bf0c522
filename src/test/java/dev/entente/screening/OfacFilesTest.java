package dev.entente.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OfacFilesTest {

  private static final String EMPTY = ",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ";

  @Test
  void readsWhatIsPublished() {
    List<ListedParty> parties = read(
        "36,\"AEROCARIBBEAN AIRLINES\",-0- ,\"CUBA\"" + EMPTY + ",-0- \r\n"
            + "99,\"DOE, \"\"Jo\"\"\",\"individual\",\"SDGT] [IFSR\"" + EMPTY + ",\"DOB 1970; a.k.a. 'ROE, Jane'; a.k.a. 'Peter'.\"\r\n\u001a",
        "36,12,\"aka\",\"AERO-CARIBBEAN\",-0- \r\n\u001a",
        "36,25,-0- ,\"Havana\",\"Cuba\",-0- \r\n\u001a");

    assertThat(parties).hasSize(2);
    assertThat(parties.get(0).kind()).isEqualTo(ListedParty.Kind.ENTITY);
    assertThat(parties.get(0).names()).extracting(ListedParty.Name::text).containsExactly("AEROCARIBBEAN AIRLINES", "AERO-CARIBBEAN");
    assertThat(parties.get(0).countries()).containsExactly("Cuba");
    assertThat(parties.get(1).mainName()).isEqualTo("DOE, \"Jo\"");
    assertThat(parties.get(1).names()).extracting(ListedParty.Name::text).contains("ROE, Jane").doesNotContain("Peter");
  }

  @Test
  void saysFileAndLineOfARowWithTooFewColumns() {
    assertThatThrownBy(() -> read("36,\"A\",-0- ,\"CUBA\"" + EMPTY + ",-0- \r\n37,\"B\"\r\n", "", ""))
        .isInstanceOf(MalformedList.class).hasMessage("sdn.csv, line 2: expected 12 columns, but got 2");
  }

  @Test
  void saysFileAndLineOfAQuoteThatNeverEnds() {
    assertThatThrownBy(() -> read("36,\"A\",-0- ,\"CUBA\"" + EMPTY + ",-0- \r\n37,\"B", "", ""))
        .isInstanceOf(MalformedList.class).hasMessageStartingWith("sdn.csv, line 2: not well-formed CSV");
  }

  @Test
  void refusesAListThatWasCutOff() {
    String aliases = IntStream.range(0, 30).mapToObj(i -> "5" + i + ",1,\"aka\",\"X\",-0- \r\n").collect(Collectors.joining());
    assertThatThrownBy(() -> read("36,\"A\",-0- ,\"CUBA\"" + EMPTY + ",-0- \r\n", aliases, "")).hasMessageContaining("30 rows of the other files");
    assertThatThrownBy(() -> read("\u001a", "", "")).hasMessage("sdn.csv: the file holds no entry");
    assertThatThrownBy(() -> OfacFiles.read(Map.of())).hasMessage("sdn.csv: the file is missing");
  }

  private static List<ListedParty> read(String sdn, String alt, String add) {
    return OfacFiles.read(Map.of("sdn.csv", bytes(sdn), "alt.csv", bytes(alt), "add.csv", bytes(add)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
