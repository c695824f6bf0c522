package dev.entente.provisioning;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Addresses of targets: complete, without a user in them, and encrypted unless they stay on this machine. */
final class TargetUrl {

  private static final Pattern IP_LITERAL = Pattern.compile("127(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

  private TargetUrl() {}

  /** An address to send secrets to over HTTP, without a slash at its end. */
  static URI http(Target target, String setting) {
    URI url = parsed(target, setting, Set.of("http", "https"), "https://scim.example.com/v2");
    if (!"https".equals(scheme(url)) && !isLoopback(url.getHost())) {
      throw new SettingRefused(setting, "Secrets are sent only over https, except to this machine itself.");
    }
    if (url.getRawQuery() != null) {
      throw new SettingRefused(setting, "The address has no query (no ? in it).");
    }
    String text = url.toString();
    return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  static URI ldap(Target target, String setting) {
    return parsed(target, setting, Set.of("ldap", "ldaps"), "ldaps://directory.example.com:636");
  }

  private static URI parsed(Target target, String setting, Set<String> schemes, String example) {
    String text = target.setting(setting);
    if (text == null) {
      throw new SettingRefused(setting, "An address is required, such as " + example + ".");
    }
    try {
      URI url = new URI(text);
      if (url.getHost() == null || !schemes.contains(scheme(url)) || url.getRawUserInfo() != null || url.getRawFragment() != null) {
        throw new SettingRefused(setting, "This is no address such as " + example + ", without user and fragment.");
      }
      return url;
    } catch (URISyntaxException malformed) {
      throw new SettingRefused(setting, "This is no address such as " + example + ": " + malformed.getReason() + ".");
    }
  }

  /** Names are not looked up: who answers for a name may change. */
  static boolean isLoopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return IP_LITERAL.matcher(host).matches() && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException impossible) {
      return false;
    }
  }

  private static String scheme(URI url) {
    return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
  }
}
