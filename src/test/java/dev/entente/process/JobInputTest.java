package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JobInputTest {

  record Address(String city) {}

  record Input(String partnerId, int seats, @Nullable String comment, Address address, List<String> markets, Map<String, String> sla) {}

  private final JobInput<Input> input = new JobInput<>(Input.class, JsonMapper.builder().build());

  @Test
  void fetchesTheComponentsOfTheRecord() {
    assertThat(input.variableNames()).containsExactly("partnerId", "seats", "comment", "address", "markets", "sla");
  }

  @Test
  void readsNestedValuesAndIgnoresWhatItDoesNotKnow() {
    Input read = input.read("""
        {"partnerId":"P-10001","seats":5,"address":{"city":"Rome","zip":"1"},"markets":["EU"],"sla":{"a":"P1D"},"other":true}
        """);

    assertThat(read).isEqualTo(new Input("P-10001", 5, null, new Address("Rome"), List.of("EU"), Map.of("a", "P1D")));
  }

  @Test
  void namesTheMissingVariable() {
    assertThatThrownBy(() -> input.read("{\"partnerId\":\"P-10001\",\"seats\":null}"))
        .isInstanceOf(JobInput.UnusableInput.class)
        .hasMessageContaining("'seats'");
  }

  @Test
  void saysWhenAValueDoesNotFit() {
    assertThatThrownBy(() -> input.read("""
        {"partnerId":"P-10001","seats":"many","address":{"city":"Rome"},"markets":[],"sla":{}}"""))
        .isInstanceOf(JobInput.UnusableInput.class)
        .hasMessageContaining("do not fit");
  }
}
