package dev.entente.portal;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Documents that a browser saves and never shows as a page of ours. */
public final class Downloads {

  private Downloads() {}

  public static ResponseEntity<byte[]> pdf(String name, byte[] content) {
    return of(name, MediaType.APPLICATION_PDF, content);
  }

  public static ResponseEntity<byte[]> text(String name, String content) {
    return of(name, new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8), content.getBytes(StandardCharsets.UTF_8));
  }

  private static ResponseEntity<byte[]> of(String name, MediaType type, byte[] content) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff")
        .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name).build().toString())
        .body(content);
  }
}
