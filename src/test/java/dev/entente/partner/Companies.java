package dev.entente.partner;

import dev.entente.application.ImportReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** Real companies as stand-in applicants: an excerpt of the S&P 500 list, or the whole list by {@code -Dentente.test.companies=<file>}. */
public final class Companies {

  private static final Map<String, String> ABROAD = Map.of("Ireland", "IE", "United Kingdom", "GB", "Switzerland", "CH", "Bermuda", "BM", "Canada", "CA",
      "Netherlands", "NL");

  private Companies() {}

  public static List<CSVRecord> rows() throws IOException {
    try (InputStream in = open()) {
      return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new InputStreamReader(in, StandardCharsets.UTF_8)).getRecords();
    }
  }

  /** @param mark makes them other companies than those of other tests, as far as names, sites and numbers go */
  public static String applications(String mark) throws IOException {
    StringWriter text = new StringWriter();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(ImportReader.HEADER);
      for (CSVRecord row : rows()) {
        String symbol = row.get("Symbol").toLowerCase().replace('.', '-');
        csv.printRecord(row.get("Security") + " " + mark, country(row.get("Headquarters Location")), "https://" + symbol + "." + mark + ".example",
            mark + row.get("CIK"), "Contact of " + row.get("Symbol"), "partner@" + symbol + ".example", "SIGNER", "SILVER", "US;CA");
      }
    }
    return text.toString();
  }

  /** "City, State" is in the United States, "City, Country" where it says. */
  private static String country(String headquarters) {
    return ABROAD.getOrDefault(headquarters.substring(headquarters.lastIndexOf(',') + 1).strip(), "US");
  }

  private static InputStream open() throws IOException {
    String whole = System.getProperty("entente.test.companies");
    return whole == null ? Objects.requireNonNull(Companies.class.getResourceAsStream("/partner/companies.csv")) : Files.newInputStream(Path.of(whole));
  }
}
