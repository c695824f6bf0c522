package dev.entente.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.identityconnectors.framework.api.ConnectorInfo;
import org.identityconnectors.framework.api.ConnectorInfoManagerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The connector bundles in the folder that an administrator fills; each gets a class loader of its own from the framework, none is on the class path. */
@Component
class ConnectorBundles {

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,150}\\.jar");
  private static final String SETTING = "bundle";

  private final Path folder;

  ConnectorBundles(@Value("${entente.connectors:${entente.data:data}/connectors}") Path folder) {
    this.folder = folder;
  }

  /** @param connector the class of it, or empty when the bundle holds one only */
  ConnectorInfo find(String file, String connector) {
    Path bundle = folder.resolve(file);
    if (!FILE.matcher(file).matches() || !Files.isRegularFile(bundle)) {
      throw new SettingRefused(SETTING, "There is no file " + file + " in " + folder.toAbsolutePath() + "; it holds " + files() + ".");
    }
    List<ConnectorInfo> infos = infos(bundle);
    List<ConnectorInfo> fitting = infos.stream().filter(info -> connector.isEmpty() || info.getConnectorKey().getConnectorName().equals(connector)).toList();
    if (fitting.size() != 1) {
      throw new SettingRefused("connector", "Name one of the connectors of the bundle: "
          + infos.stream().map(info -> info.getConnectorKey().getConnectorName()).toList() + ".");
    }
    return fitting.get(0);
  }

  private static List<ConnectorInfo> infos(Path bundle) {
    try {
      return ConnectorInfoManagerFactory.getInstance().getLocalManager(bundle.toUri().toURL()).getConnectorInfos();
    } catch (MalformedURLException | RuntimeException unusable) {
      throw new SettingRefused(SETTING, "The file is no connector bundle that can be loaded: " + unusable.getMessage());
    }
  }

  List<String> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).filter(name -> FILE.matcher(name).matches()).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
