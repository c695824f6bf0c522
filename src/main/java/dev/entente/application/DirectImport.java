package dev.entente.application;

import dev.entente.application.ApplicationIntake.Accepted;
import dev.entente.application.ApplicationIntake.Answer;
import dev.entente.application.ApplicationIntake.Duplicate;
import dev.entente.application.ApplicationIntake.Invalid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a whole file at once, row by row, each in a transaction of its own; a file sent again doubles nothing. */
@Component
class DirectImport {

  private final ApplicationIntake applying;
  private final ProblemTexts texts;

  DirectImport(ApplicationIntake applying, ProblemTexts texts) {
    this.applying = applying;
    this.texts = texts;
  }

  record Result(int total, int accepted, int rejected, List<RowResult> rows) {}

  /**
   * @param status {@code ACCEPTED}, {@code DUPLICATE} or {@code INVALID}
   * @param partnerId the new partner's, or of a duplicate the existing one's
   */
  record RowResult(int line, String status, @Nullable String partnerId, @Nullable String message) {}

  Result run(byte[] file, String requestedBy) {
    List<RowResult> results = new ArrayList<>();
    for (ImportReader.Row row : ImportReader.read(file)) {
      results.add(resultOf(row.line(), applying.apply(row.application(), requestedBy)));
    }
    int accepted = (int) results.stream().filter(result -> result.status().equals("ACCEPTED")).count();
    return new Result(results.size(), accepted, results.size() - accepted, results);
  }

  RowResult resultOf(int line, Answer answer) {
    if (answer instanceof Accepted accepted) {
      return new RowResult(line, "ACCEPTED", accepted.partner().value(), null);
    }
    if (answer instanceof Duplicate duplicate) {
      return new RowResult(line, "DUPLICATE", duplicate.existing().get(0).partnerId(), texts.duplicate(duplicate.existing()));
    }
    return new RowResult(line, "INVALID", null, texts.all(((Invalid) answer).problems()));
  }
}
