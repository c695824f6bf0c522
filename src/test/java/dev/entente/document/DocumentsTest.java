package dev.entente.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.entente.EntenteTest;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EntenteTest
class DocumentsTest {

  @Autowired Documents documents;

  @Test
  void rendersNamesOfAllLatinAlphabetsAsReadableText() throws IOException {
    byte[] pdf = documents.renderPdf("sample", Map.of("name", "Łódź Şirketi Ærøskøbing Ňuňez ŵ ő Ћ Ω"));

    assertThat(text(pdf)).contains("Łódź Şirketi Ærøskøbing Ňuňez ŵ ő Ћ Ω");
  }

  @Test
  void escapesMarkupAndSurvivesControlCharacters() throws IOException {
    byte[] pdf = documents.renderPdf("sample", Map.of("name", "<b>A & B</b>\u0000\u0001\uFFFE Ltd"));

    assertThat(text(pdf)).contains("<b>A & B</b>").contains("Ltd");
  }

  @Test
  void refusesATemplateOutsideItsFolder() {
    assertThatThrownBy(() -> documents.renderPdf("../mail/welcome", Map.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document);
    }
  }
}
