package dev.entente.engine.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What is refused before any parser sees it. */
public final class DoctypeCheck {

  private DoctypeCheck() {}

  /** Neither BPMN nor DMN needs a document type; with it come external and exploding entities. */
  public static void refuseDoctype(byte[] xml) {
    String text = new String(xml, StandardCharsets.ISO_8859_1).replace("\0", "").toUpperCase(Locale.ROOT);
    if (text.contains("<!DOCTYPE") || text.contains("<!ENTITY")) {
      throw new InvalidModel("A document type declaration is not allowed in this file");
    }
  }
}
