package dev.entente.license;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What a product needs to check licenses without asking us each time: the public key, and the list of those revoked. */
@RestController
@RequestMapping("/licenses")
class PublicKeyController {

  private static final String PEM = "application/x-pem-file";

  private final SigningKey key;
  private final Licenses licenses;
  private final Clock clock;
  private final JsonMapper json;

  PublicKeyController(SigningKey key, Licenses licenses, Clock clock, JsonMapper json) {
    this.key = key;
    this.licenses = licenses;
    this.clock = clock;
    this.json = json;
  }

  record Revocations(List<Licenses.Revocation> items, int page, int size, long total) {}

  /** A JSON Web Key, with the same key in PEM beside it. */
  @GetMapping(path = "/public-key", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> jwk() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    json.readTree(key.publicJwk()).properties().forEach(member -> jwk.put(member.getKey(), member.getValue()));
    jwk.put("alg", "EdDSA");
    jwk.put("use", "sig");
    jwk.put("pem", pem());
    return jwk;
  }

  @GetMapping(path = "/public-key", produces = {PEM, MediaType.TEXT_PLAIN_VALUE})
  String pem() {
    return key.publicPem();
  }

  /** Licenses whose time is not over, but which are no longer to be honored. */
  @GetMapping("/revocations")
  Revocations revocations(@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      @RequestParam(defaultValue = "200") @Min(1) @Max(1_000) int size) {
    return new Revocations(licenses.revocations(clock.instant(), page, size), page, size, licenses.countRevocations(clock.instant()));
  }
}
