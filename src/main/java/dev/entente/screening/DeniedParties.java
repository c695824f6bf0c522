package dev.entente.screening;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The denied-party list in force: read whole before it replaces the one before, and kept by version. */
@Component
class DeniedParties {

  private static final Logger LOG = LoggerFactory.getLogger(DeniedParties.class);
  private static final int LONGEST_NAME = 300;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ScreeningProperties properties;
  private final ListFolder folder;
  private volatile Loaded current;

  DeniedParties(JdbcClient jdbc, Clock clock, ScreeningProperties properties) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.properties = properties;
    this.folder = new ListFolder(properties.lists());
    this.current = load(folder.read());
  }

  /** One version of the list, as evidence. */
  record Version(long id, String list, String sha256, String source, Instant filesChangedAt, int entries, int names, Instant loadedAt) {

    public String shortHash() {
      return sha256.substring(0, 12);
    }
  }

  private record Loaded(Version version, NameIndex index) {}

  /** What was found, and in which version of the list. */
  record Found(Version version, List<Hit> hits) {}

  Version version() {
    return current.version();
  }

  ListFolder folder() {
    return folder;
  }

  /** Best first; a name that is longer than any name is cut. */
  Found find(String name, ListedParty.@Nullable Kind kind) {
    Loaded loaded = current;
    String bounded = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    return new Found(loaded.version(), loaded.index().find(bounded, kind, properties.threshold(), properties.mostHits()));
  }

  /**
   * Reads the files again.
   *
   * @return whether they are another version than the one in force
   * @throws MalformedList the version in force stays
   */
  synchronized boolean reload() {
    ListFolder.Snapshot snapshot = folder.read();
    if (snapshot.sha256().equals(current.version().sha256())) {
      return false;
    }
    current = load(snapshot);
    return true;
  }

  private Loaded load(ListFolder.Snapshot snapshot) {
    List<ListedParty> parties = OfacFiles.read(snapshot.files());
    NameIndex index = new NameIndex(parties);
    jdbc.sql("""
            INSERT INTO screening_list_version (list, sha256, source, files_changed_at, entries, names, loaded_at)
            VALUES (:list, :sha256, :source, :changed, :entries, :names, :now)
            ON CONFLICT (list, sha256) DO NOTHING
            """)
        .param("list", OfacFiles.LIST)
        .param("sha256", snapshot.sha256())
        .param("source", folder.source())
        .param("changed", snapshot.changedAt().atOffset(ZoneOffset.UTC))
        .param("entries", parties.size())
        .param("names", index.size())
        .param("now", OffsetDateTime.now(clock))
        .update();
    Version version = stored(snapshot.sha256());
    LOG.info("Denied parties: {} entries with {} names from {}, version {}", parties.size(), index.size(), folder.source(), version.shortHash());
    return new Loaded(version, index);
  }

  private Version stored(String sha256) {
    return jdbc.sql("SELECT * FROM screening_list_version WHERE list = :list AND sha256 = :sha256")
        .param("list", OfacFiles.LIST)
        .param("sha256", sha256)
        .query((row, number) -> new Version(row.getLong("id"), row.getString("list"), row.getString("sha256"), row.getString("source"),
            row.getObject("files_changed_at", OffsetDateTime.class).toInstant(), row.getInt("entries"), row.getInt("names"),
            row.getObject("loaded_at", OffsetDateTime.class).toInstant()))
        .single();
  }
}
