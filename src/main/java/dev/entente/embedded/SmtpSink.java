package dev.entente.embedded;

import dev.entente.mail.ReceivedMails;
import java.net.InetAddress;
import org.springframework.dao.DataAccessException;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The mail server that comes along: takes every mail on this machine's own address and keeps it; nothing leaves the machine. */
final class SmtpSink implements AutoCloseable {

  private static final int LARGEST = 10 * 1024 * 1024;

  private final SMTPServer server;

  private SmtpSink(SMTPServer server) {
    this.server = server;
  }

  /** A mail is acknowledged once it is stored. */
  static SmtpSink start(int port, ReceivedMails received) {
    SMTPServer server = SMTPServer.port(port).bindAddress(InetAddress.getLoopbackAddress()).hostName("localhost").softwareName("Entente")
        .maxMessageSize(LARGEST)
        .messageHandler((context, from, to, data) -> {
          try {
            received.store(from, to, data);
          } catch (DataAccessException e) {
            throw new RejectException(451, "Not stored; try again later");
          }
        })
        .build();
    try {
      server.start();
      return new SmtpSink(server);
    } catch (RuntimeException e) {
      throw new CannotStart("The mail sink does not start on port %d: %s.".formatted(port, e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          "Choose a free port with entente.smtp.port, or set spring.mail.host to a mail server of yours.", e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
