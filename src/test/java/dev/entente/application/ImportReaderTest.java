package dev.entente.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.application.ImportReader.MalformedCsv;
import dev.entente.application.ImportReader.Row;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportReaderTest {

  private static final String HEADER = String.join(",", ImportReader.HEADER) + "\n";

  @Test
  void rowsKnowTheLineWhereTheyStart() {
    List<Row> rows = read(HEADER + "Acme,DE,,,Ann,ann@acme.de,SIGNER,GOLD,DE;AT\n\n\"Two\nLines, \"\"Ltd\"\"\",GB,,,Bob,bob@two.uk,,,GB US\nThree,FR,,,Cy,cy@three.fr,,,\n");

    assertThat(rows).extracting(Row::line).containsExactly(2, 4, 6);
    assertThat(rows.get(0).application().markets()).containsExactly("DE", "AT");
    assertThat(rows.get(1).application().legalName()).isEqualTo("Two\nLines, \"Ltd\"");
    assertThat(rows.get(1).application().markets()).containsExactly("GB", "US");
    assertThat(rows.get(2).application().markets()).isEmpty();
  }

  @Test
  void aByteOrderMarkAndWindowsLinesAreFine() {
    assertThat(read("\uFEFF" + HEADER.replace("\n", "\r\n") + "Acme,DE,,,Ann,ann@acme.de,,,\r\n")).hasSize(1);
  }

  @Test
  void columnsMayComeInAnyOrder() {
    List<Row> rows = read("country,legalName,website,registrationNumber,contactName,contactEmail,contactRole,requestedTier,markets\nDE,Acme,,,Ann,a@b.de,,,\n");

    assertThat(rows.get(0).application().country()).isEqualTo("DE");
  }

  @Test
  void whatIsNoCsvIsRefusedWithLineAndReason() {
    refuses(HEADER + "Acme,DE,,,Ann,ann@acme.de,,,\nBeta,DE\n", "Line 3: expected 9 values, but found 2");
    refuses(HEADER + "\"Acme,DE,,,Ann,ann@acme.de,,,\n", "Line 2: a quoted value is never closed");
    refuses(HEADER + "\"Acme\" x,DE,,,Ann,ann@acme.de,,,\n", "Line 2: text after a closing quote");
    refuses("name,country\nAcme,DE\n", "Line 1: unknown column \"name\"");
    refuses("legalName,country\nAcme,DE\n", "Line 1: missing column website");
    refuses(HEADER, "Line 1: the file has no rows");
    refuses("", "Line 1: the file has no rows");
    assertThatThrownBy(() -> ImportReader.read((HEADER + "K\u00f6hler,DE,,,A,a@b.de,,,\n").getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(MalformedCsv.class).hasMessageContaining("Line 2: a character is not UTF-8");
  }

  @Test
  void tooManyRowsAreRefused() {
    refuses(HEADER + "A,DE,,,A,a@b.de,,,\n".repeat(ImportReader.MAX_ROWS + 1), "at most " + ImportReader.MAX_ROWS + " rows");
  }

  private static List<Row> read(String text) {
    return ImportReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedCsv.class).hasMessageContaining(message);
  }
}
