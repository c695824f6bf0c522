package dev.entente.life;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server of the test's own, which outlives the product. */
final class Letters implements AutoCloseable {

  /** @param id as its sender named it: one letter has one, however often it is sent */
  record Letter(String id, String to, String subject, String text) {}

  private final List<Letter> received = new CopyOnWriteArrayList<>();
  private final SMTPServer server;

  Letters() {
    server = SMTPServer.port(0).bindAddress(InetAddress.getLoopbackAddress()).messageHandler((context, from, to, data) -> received.add(letter(to, data))).build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  List<Letter> to(String address) {
    return received.stream().filter(letter -> letter.to().equals(address)).toList();
  }

  /** Those that came more than once. */
  List<Letter> twice() {
    return received.stream().filter(letter -> received.stream().filter(other -> other.id().equals(letter.id())).count() > 1).toList();
  }

  boolean has(String id) {
    return received.stream().anyMatch(letter -> letter.id().equals(id));
  }

  /** The first group of the expression in the latest letter to the address that holds it. */
  String find(String address, Pattern expression) {
    List<Letter> letters = to(address);
    for (int i = letters.size() - 1; i >= 0; i--) {
      Matcher found = expression.matcher(letters.get(i).text());
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new AssertionError("Expected a letter to " + address + " with " + expression + ", but there is none");
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Letter letter(String to, byte[] data) {
    try {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
      return new Letter(message.getMessageID(), to, message.getSubject(), text(message));
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Part part) throws MessagingException, IOException {
    if (part.isMimeType("text/plain")) {
      return (String) part.getContent();
    }
    if (part.getContent() instanceof Multipart parts) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < parts.getCount(); i++) {
        all.append(text(parts.getBodyPart(i)));
      }
      return all.toString();
    }
    return "";
  }
}
