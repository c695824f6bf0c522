package dev.entente.embedded;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldif.LDIFChangeRecord;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.ldif.LDIFWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Keeps a directory over restarts: a snapshot, and a journal of the changes since, each on disk before its answer goes out.
 *
 * <p>At the start the journal is applied to the snapshot and a new snapshot is written; a record that was cut off by a crash was never answered and
 * is dropped.
 */
final class LdapJournal implements AutoCloseable {

  private static final String END = "# end\n";
  private static final Set<ResultCode> APPLIED_BEFORE =
      Set.of(ResultCode.ENTRY_ALREADY_EXISTS, ResultCode.NO_SUCH_OBJECT, ResultCode.ATTRIBUTE_OR_VALUE_EXISTS, ResultCode.NO_SUCH_ATTRIBUTE);

  private final Path snapshot;
  private final Path journal;
  private FileChannel channel;

  LdapJournal(Path folder) {
    this.snapshot = folder.resolve("directory.ldif");
    this.journal = folder.resolve("changes.ldif");
  }

  /** Fills the directory with what was kept and starts a new journal. */
  void open(InMemoryDirectoryServer directory, Entry... first) throws IOException, LDAPException, LDIFException {
    if (Files.exists(snapshot)) {
      directory.importFromLDIF(true, snapshot.toFile());
    } else {
      for (Entry entry : first) {
        directory.add(entry);
      }
    }
    if (Files.exists(journal)) {
      replay(directory);
    }
    writeSnapshot(directory);
    channel = FileChannel.open(journal, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
  }

  private void replay(InMemoryDirectoryServer directory) throws IOException, LDAPException, LDIFException {
    String text = Files.readString(journal);
    String complete = text.substring(0, text.lastIndexOf(END) < 0 ? 0 : text.lastIndexOf(END));
    try (LDIFReader reader = new LDIFReader(new ByteArrayInputStream(complete.getBytes(StandardCharsets.UTF_8)))) {
      for (LDIFChangeRecord change = reader.readChangeRecord(); change != null; change = reader.readChangeRecord()) {
        apply(directory, change);
      }
    }
  }

  private static void apply(InMemoryDirectoryServer directory, LDIFChangeRecord change) throws LDAPException {
    try {
      change.processChange(directory);
    } catch (LDAPException e) {
      if (!APPLIED_BEFORE.contains(e.getResultCode())) {
        throw e;
      }
    }
  }

  private void writeSnapshot(InMemoryDirectoryServer directory) throws IOException, LDAPException {
    Path next = snapshot.resolveSibling("directory.ldif.next");
    try (LDIFWriter writer = new LDIFWriter(next.toFile())) {
      directory.exportToLDIF(writer, true, false, false);
    }
    try (FileChannel file = FileChannel.open(next, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(next, snapshot, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns once the change is on disk. */
  synchronized void append(LDIFChangeRecord change) throws IOException {
    channel.write(ByteBuffer.wrap((change.toLDIFString() + "\n" + END + "\n").getBytes(StandardCharsets.UTF_8)));
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
