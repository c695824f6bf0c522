package dev.entente.evidence;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/**
 * A contact's answer to a request for evidence.
 *
 * @param declared {@code true} when the declaration is signed, with the name for its signature
 */
record AnswerForm(
    @Nullable List<MultipartFile> files,
    @Nullable String declared,
    @Size(max = 200, message = "{portal.evidence.nameLong}") @Pattern(regexp = "[^\\p{Cntrl}]*", message = "{portal.evidence.nameLong}") @Nullable String name,
    @Size(max = 2000, message = "{portal.evidence.noteLong}") @Nullable String note) {

  static AnswerForm empty() {
    return new AnswerForm(List.of(), "", "", "");
  }

  /** A form that was left without a file still sends an empty one. */
  List<MultipartFile> given() {
    return files == null ? List.of() : files.stream().filter(file -> !file.isEmpty() || file.getOriginalFilename() != null && !file.getOriginalFilename().isEmpty())
        .toList();
  }

  boolean isDeclared() {
    return "true".equals(declared);
  }

  String signature() {
    return isDeclared() && name != null ? name.strip() : "";
  }
}
