package dev.entente.partner;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Websites: http or https with a host name, and the domain that tells whose it is. */
public final class Websites {

  private static final Pattern HOST = Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

  /** Hosts of many, and the names reserved for examples: the same host does not mean the same company. */
  private static final Set<String> SHARED = Set.of(
      "example.com", "example.org", "example.net", "linkedin.com", "facebook.com", "instagram.com", "x.com", "github.com", "youtube.com", "sites.google.com");

  private Websites() {}

  /** A missing scheme is https; empty when it is no address of a website. */
  public static Optional<String> normalized(String written) {
    String text = written.matches("(?i)[a-z][a-z0-9+.-]*://.*") ? written : "https://" + written;
    try {
      URI uri = new URI(asciiHost(text));
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
      if (!Set.of("http", "https").contains(scheme) || uri.getUserInfo() != null || !HOST.matcher(host).matches()) {
        return Optional.empty();
      }
      String path = uri.getRawPath() == null || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
      return Optional.of(scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public static @Nullable String domain(String website) {
    String host = URI.create(website).getHost();
    String domain = host.startsWith("www.") ? host.substring(4) : host;
    return SHARED.contains(domain) ? null : domain;
  }

  private static String asciiHost(String text) {
    int start = text.indexOf("://") + 3;
    int end = start;
    while (end < text.length() && "/?#:@".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, start) + IDN.toASCII(text.substring(start, end)) + text.substring(end);
  }
}
