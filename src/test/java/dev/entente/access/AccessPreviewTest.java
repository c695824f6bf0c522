package dev.entente.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.entente.EntenteTest;
import dev.entente.partner.PartnerId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;

/** What a decision would give and take, before it is taken. */
@EntenteTest
class AccessPreviewTest {

  @Autowired WebApplicationContext context;
  @Autowired AccessPreview preview;
  private PartnerId partner;

  @BeforeEach
  void anActivePartner() {
    partner = new TestAccess(context).active("SILVER");
  }

  @Test
  void aPromotionShowsTheRolesOfEachPersonAndTheLicense() {
    AccessPreview.Changes changes = preview.inTier(partner, "GOLD");

    assertThat(changes.givenInWords()).isEqualTo("Beta downloads: Ann Lee, Bob Ćosić; Lead sharing: Köhler & Söhne " + partner
        + "; License Gold: Köhler & Söhne " + partner);
    assertThat(changes.takenInWords()).isEqualTo("License Silver: Köhler & Söhne " + partner);
  }

  @Test
  void anExceptionShowsWhatItAddsAndNothingThatIsThereAnyway() {
    assertThat(preview.withEntitlement(partner, "roadmap").givenInWords()).isEqualTo("Roadmap briefings: Ann Lee, Bob Ćosić");
    assertThat(preview.withEntitlement(partner, "support-desk").givenInWords()).isEqualTo("–");
  }
}
