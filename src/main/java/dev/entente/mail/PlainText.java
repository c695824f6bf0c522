package dev.entente.mail;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** A mail's text for who reads no HTML: blocks apart from each other, items and rows with a dash, cells with their column's heading, links with their address. */
final class PlainText {

  private final StringBuilder text = new StringBuilder();

  private PlainText() {}

  static String of(String html) {
    PlainText plain = new PlainText();
    plain.children(Jsoup.parseBodyFragment(html).body());
    return plain.text.toString().replaceAll(" *\n *", "\n").replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  private void children(Element element) {
    element.childNodes().forEach(this::write);
  }

  private void write(Node node) {
    if (node instanceof TextNode words) {
      text.append(words.getWholeText().replaceAll("\\s+", " "));
    } else if (node instanceof Element element) {
      write(element);
    }
  }

  private void write(Element element) {
    switch (element.normalName()) {
      case "br" -> text.append('\n');
      case "a" -> link(element);
      case "li" -> line("- ", element);
      case "dt", "dd" -> line("", element);
      case "tr" -> row(element);
      case "p", "div", "h1", "h2", "h3", "ul", "ol", "dl", "table", "blockquote" -> {
        text.append("\n\n");
        children(element);
        text.append("\n\n");
      }
      default -> children(element);
    }
  }

  private void link(Element link) {
    children(link);
    String address = link.attr("href");
    if (!address.isEmpty() && !link.text().contains(address)) {
      text.append(": ").append(address);
    }
  }

  private void line(String sign, Element element) {
    beginLine();
    text.append(sign);
    children(element);
    beginLine();
  }

  private void beginLine() {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    text.append(end == 0 || text.charAt(end - 1) == '\n' ? "" : "\n");
  }

  /** A row of headings alone says nothing by itself. */
  private void row(Element row) {
    List<Element> cells = row.children();
    if (cells.stream().allMatch(cell -> cell.normalName().equals("th"))) {
      return;
    }
    List<Element> headings = row.closest("table").select("tr:first-child > th");
    beginLine();
    text.append("- ");
    for (int i = 0; i < cells.size(); i++) {
      text.append(i == 0 ? "" : "; ").append(i > 0 && i < headings.size() && headings.size() == cells.size() ? headings.get(i).text() + ": " : "");
      children(cells.get(i));
    }
    beginLine();
  }
}
