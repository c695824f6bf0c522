package dev.entente.training;

import dev.entente.document.Sealing;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What anyone needs to check certificates and documents without asking each time: the public key, the seal's certificate, the codes that were revoked. */
@RestController
@RequestMapping("/verify/offline")
class OfflineChecks {

  private static final String PEM = "application/x-pem-file";

  private final CertificateKey key;
  private final Sealing sealing;
  private final Certificates certificates;
  private final JsonMapper json;

  OfflineChecks(CertificateKey key, Sealing sealing, Certificates certificates, JsonMapper json) {
    this.key = key;
    this.sealing = sealing;
    this.certificates = certificates;
    this.json = json;
  }

  record Revocations(List<String> codes, int page, int size) {}

  /** A JSON Web Key, with the same key in PEM beside it. */
  @GetMapping(path = "/public-key", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> jwk() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    json.readTree(key.publicJwk()).properties().forEach(member -> jwk.put(member.getKey(), member.getValue()));
    jwk.put("alg", "EdDSA");
    jwk.put("use", "sig");
    jwk.put("pem", key.publicPem());
    return jwk;
  }

  @GetMapping(path = "/public-key", produces = {PEM, MediaType.TEXT_PLAIN_VALUE})
  String pem() {
    return key.publicPem();
  }

  @GetMapping(path = "/seal-certificate", produces = PEM)
  ResponseEntity<String> seal() {
    return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=entente-seal.pem").body(sealing.certificatePem());
  }

  /** Of certificates whose time is not over, those that are no longer to be honored. */
  @GetMapping("/revocations")
  Revocations revocations(@RequestParam(defaultValue = "0") @Min(0) @Max(1_000_000) int page,
      @RequestParam(defaultValue = "200") @Min(1) @Max(1_000) int size) {
    return new Revocations(certificates.revokedCodes(page, size), page, size);
  }
}
