package dev.entente.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.partner.Companies;
import dev.entente.partner.PartnerSearch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EntenteTest
class CompaniesImportTest {

  @Autowired
  DirectImport directImport;

  @Autowired
  PartnerSearch search;

  /** Two classes of shares are one company: the second row has the number of the first. */
  @Test
  void everyCompanyIsTakenOnce() throws Exception {
    String mark = "q" + UUID.randomUUID().toString().replace("-", "");
    byte[] file = Companies.applications(mark).getBytes(StandardCharsets.UTF_8);
    List<CSVRecord> companies = Companies.rows();
    int numbers = (int) companies.stream().map(row -> row.get("CIK")).distinct().count();

    DirectImport.Result first = directImport.run(file, "manager");
    DirectImport.Result second = directImport.run(file, "manager");

    assertThat(first.rows()).extracting(DirectImport.RowResult::status).doesNotContain("INVALID");
    assertThat(first.total()).isEqualTo(companies.size());
    assertThat(first.accepted()).isEqualTo(numbers);
    assertThat(second.accepted()).isZero();
    assertThat(second.rows()).extracting(DirectImport.RowResult::status).containsOnly("DUPLICATE");
    assertThat(search.search(new PartnerSearch.Filter(mark, null, null, null, null), 0, 1).total()).isEqualTo(numbers);
    assertThat(search.search(new PartnerSearch.Filter(mark, null, null, "IE", null), 0, 1).total()).isPositive();
  }
}
