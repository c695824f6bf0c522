package dev.entente.partner;

import dev.entente.partner.PartnerSearch.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of partners: searched and filtered by the address, page by page, or all as CSV. */
@Controller
@RequestMapping("/partners")
@PreAuthorize("isAuthenticated()")
class PartnerListPages {

  private final PartnerSearch search;
  private final PartnerChoices choices;

  PartnerListPages(PartnerSearch search, PartnerChoices choices) {
    this.search = search;
    this.choices = choices;
  }

  /** What the address asks for, as it was written. */
  record Query(@Nullable String q, @Nullable String stage, @Nullable String tier, @Nullable String country, @Nullable String market) {

    Filter filter() {
      Stage known = Arrays.stream(Stage.values()).filter(value -> value.name().equals(stage)).findFirst().orElse(null);
      return new Filter(q == null || q.length() <= 200 ? q : q.substring(0, 200), known, tier, country, market);
    }

    boolean isEmpty() {
      return filter().equals(new Filter(null, null, null, null, null)) || filter().equals(new Filter("", null, "", "", ""));
    }
  }

  @GetMapping
  String list(Query query, @RequestParam(defaultValue = "0") String page, Model model) {
    PartnerSearch.Page found = search.search(query.filter(), number(page), 20);
    choices.addFiltersTo(model);
    model.addAttribute("query", query);
    model.addAttribute("filtered", !query.isEmpty());
    model.addAttribute("found", found);
    return "page/partner/list";
  }

  @GetMapping("/export")
  void export(Query query, HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"partners.csv\"");
    try (CSVPrinter csv = new CSVPrinter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
      csv.printRecord("partnerId", "legalName", "country", "website", "registrationNumber", "stage", "tier", "stageSince", "requestedBy", "createdAt");
      search.export(query.filter(), row -> print(csv, row));
    }
  }

  private static void print(CSVPrinter csv, PartnerSearch.Row row) {
    try {
      csv.printRecord(row.partnerId(), harmless(row.legalName()), row.country(), harmless(row.website()), harmless(row.registrationNumber()), row.stage(),
          row.tier(), row.stageSince().toInstant(), harmless(row.requestedBy()), row.createdAt().toInstant());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A spreadsheet would take such a text for a formula. */
  private static @Nullable String harmless(@Nullable String text) {
    return text != null && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static int number(String page) {
    return page.matches("\\d{1,5}") ? Integer.parseInt(page) : 0;
  }
}
