package dev.entente.document;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Renders a document's template, which must be well-formed XML, to PDF with fonts that come along, and has it sealed. */
@Component
public class Documents {

  /** Characters that a name may hold but XML may not. */
  private static final Pattern NOT_XML = Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private static final Pattern TEMPLATE = Pattern.compile("[a-z][a-z0-9-]*");

  private final ITemplateEngine templates;
  private final Sealing sealing;

  Documents(ITemplateEngine templates, Sealing sealing) {
    this.templates = templates;
    this.sealing = sealing;
    XRLog.setLoggingEnabled(false);
  }

  /**
   * @param template name below {@code templates/document}, without extension
   * @param model values of the template; text is escaped by it
   */
  public byte[] renderPdf(String template, Map<String, Object> model) {
    if (!TEMPLATE.matcher(template).matches()) {
      throw new IllegalArgumentException("Expected the name of a document template, but got '" + template + "'");
    }
    String html = templates.process("document/" + template, new Context(Locale.ENGLISH, model));
    return toPdf(NOT_XML.matcher(html).replaceAll(" "));
  }

  /**
   * What leaves the house as proof.
   *
   * @param reason what the seal says it is for; no personal data
   */
  public byte[] renderSealed(String template, Map<String, Object> model, String reason) {
    return sealing.seal(renderPdf(template, model), reason);
  }

  /** Both documents as one file, one after the other, sealed. */
  public byte[] seal(byte[] first, byte[] second, String reason) {
    try (RandomAccessReadBuffer one = new RandomAccessReadBuffer(first); RandomAccessReadBuffer other = new RandomAccessReadBuffer(second)) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      PDFMergerUtility merger = new PDFMergerUtility();
      merger.addSource(one);
      merger.addSource(other);
      merger.setDestinationStream(whole);
      merger.mergeDocuments(IOUtils.createMemoryOnlyStreamCache());
      return sealing.seal(whole.toByteArray(), reason);
    } catch (IOException failure) {
      throw new UncheckedIOException("The documents could not be put together", failure);
    }
  }

  private static byte[] toPdf(String html) {
    ByteArrayOutputStream pdf = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.withHtmlContent(html, null);
    builder.withProducer("Entente");
    builder.useExternalResourceAccessControl((uri, type) -> uri != null && uri.startsWith("data:image/png;base64,"), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    font(builder, "LiberationSans-Regular", 400, FontStyle.NORMAL);
    font(builder, "LiberationSans-Bold", 700, FontStyle.NORMAL);
    font(builder, "LiberationSans-Italic", 400, FontStyle.ITALIC);
    builder.toStream(pdf);
    try {
      builder.run();
    } catch (IOException failure) {
      throw new UncheckedIOException("The document could not be rendered", failure);
    }
    return pdf.toByteArray();
  }

  private static void font(PdfRendererBuilder builder, String file, int weight, FontStyle style) {
    builder.useFont(() -> fontFile(file), "Liberation Sans", weight, style, true);
  }

  private static InputStream fontFile(String file) {
    InputStream stream = Documents.class.getResourceAsStream("/liberation/" + file + ".ttf");
    if (stream == null) {
      throw new IllegalStateException("Expected font " + file + " on the class path, but it is not there");
    }
    return stream;
  }
}
