package dev.entente.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void keepsBlocksApartAndWordsTogether() {
    assertThat(PlainText.of("<p>Hello <span>Ann</span>,</p>\n<p>this is\n  <strong>signed</strong>.<br>\n  <code>ab12</code></p><h2>Why</h2><p>A &lt; B</p>"))
        .isEqualTo("Hello Ann,\n\nthis is signed.\nab12\n\nWhy\n\nA < B\n");
  }

  @Test
  void saysWhereLinksLead() {
    assertThat(PlainText.of("<p><a href=\"https://x.example/a?b=1&amp;c=2\">Open</a></p><p><a href=\"https://x.example\">https://x.example</a></p>"))
        .isEqualTo("Open: https://x.example/a?b=1&c=2\n\nhttps://x.example\n");
  }

  @Test
  void writesItemsAndRowsOnLinesOfTheirOwn() {
    assertThat(PlainText.of("""
        <ul><li>one</li><li>two</li></ul>
        <table>
          <tr><th>Access</th><th>Until</th></tr>
          <tr><td>Portal</td>
            <td>1 May 2027</td></tr>
          <tr><td>License</td><td>never</td></tr>
        </table>""")).isEqualTo("- one\n- two\n\n- Portal; Until: 1 May 2027\n- License; Until: never\n");
  }
}
