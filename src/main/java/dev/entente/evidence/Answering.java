package dev.entente.evidence;

import dev.entente.partner.Partners;
import dev.entente.portal.PortalUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/** Takes a contact's answer to a request for evidence: files and declaration together, or neither. */
@Component
class Answering {

  private static final int MOST_FILES = 5;

  private final EvidenceRequests requests;
  private final Files files;
  private final Partners partners;
  private final MessageSource messages;
  private final TransactionTemplate transactions;

  Answering(EvidenceRequests requests, Files files, Partners partners, MessageSource messages, TransactionTemplate transactions) {
    this.requests = requests;
    this.files = files;
    this.partners = partners;
    this.messages = messages;
    this.transactions = transactions;
  }

  enum Result {
    TAKEN, INVALID, CLOSED
  }

  /** The words that are signed; they are kept as they were shown. */
  String declaration(EvidenceRequest request, PortalUser user) {
    return messages.getMessage("portal.evidence.declaration." + request.kind(), new Object[] {partners.facts(user.partner()).legalName()}, Locale.ENGLISH);
  }

  Result answer(EvidenceRequest request, AnswerForm form, PortalUser user, Errors errors) {
    List<MultipartFile> given = form.given();
    check(request, form, given, errors);
    if (errors.hasErrors()) {
      return Result.INVALID;
    }
    Boolean taken = transactions.execute(status -> {
      List<FileId> kept = given.stream().map(file -> files.store(user.partner(), name(file), bytes(file), user.actor())).toList();
      String signature = form.signature();
      String declaration = signature.isEmpty() ? "" : declaration(request, user);
      boolean submitted = requests.submit(request.id(), new EvidenceRequests.Answer(kept, signature, declaration, note(form)), user.contactId());
      if (!submitted) {
        status.setRollbackOnly();
      }
      return submitted;
    });
    return Boolean.TRUE.equals(taken) ? Result.TAKEN : Result.CLOSED;
  }

  private static void check(EvidenceRequest request, AnswerForm form, List<MultipartFile> given, Errors errors) {
    if (form.isDeclared() && form.signature().isEmpty()) {
      errors.rejectValue("name", "portal.evidence.nameMissing");
    }
    if (given.size() > MOST_FILES) {
      errors.rejectValue("files", "portal.evidence.filesMany");
    }
    if (given.isEmpty() && !form.isDeclared()) {
      errors.rejectValue(request.kind().isDeclared() ? "declared" : "files",
          request.kind().isDeclared() ? "portal.evidence.nothingDeclared" : "portal.evidence.nothing");
    }
    for (MultipartFile file : given) {
      try {
        Files.check(bytes(file));
      } catch (FileRefused refused) {
        errors.rejectValue("files", refused.messageKey());
      }
    }
  }

  private static String note(AnswerForm form) {
    return form.note() == null ? "" : form.note().strip();
  }

  private static String name(MultipartFile file) {
    return file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
  }

  private static byte[] bytes(MultipartFile file) {
    try {
      return file.getBytes();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
