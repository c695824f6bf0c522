package dev.entente.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JobInputTest {

  record Address(String city) {}

  record Input(String partnerId, int seats, @Nullable String comment, Address address, List<String> markets, Map<String, String> sla) {}

  record OrderId(String value) {

    OrderId {
      if (!value.startsWith("O-")) {
        throw new IllegalArgumentException("Expected an order id such as O-1, but got '" + value + "'");
      }
    }
  }

  record BoxId(long value) {}

  record Labels(OrderId order, @Nullable BoxId box, List<OrderId> others) {}

  private final JobInput<Labels> labels = new JobInput<>(Labels.class, JsonMapper.builder().build());
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

  @Test
  void readsIdsFromPlainValues() {
    assertThat(labels.read("{\"order\":\"O-1\",\"box\":7,\"others\":[\"O-2\",{\"value\":\"O-3\"}]}"))
        .isEqualTo(new Labels(new OrderId("O-1"), new BoxId(7), List.of(new OrderId("O-2"), new OrderId("O-3"))));
    assertThat(labels.read("{\"order\":\"O-1\",\"others\":[]}").box()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"others\":[]}", "{\"order\":null,\"others\":[]}", "{\"order\":\" \",\"others\":[]}"})
  void namesTheIdThatIsMissingOrBlank(String variables) {
    assertThatThrownBy(() -> labels.read(variables)).isInstanceOf(JobInput.UnusableInput.class).hasMessageContaining("'order'");
  }

  @Test
  void saysWhyAnIdRefusesItsValue() {
    assertThatThrownBy(() -> labels.read("{\"order\":\"7\",\"others\":[]}"))
        .isInstanceOf(JobInput.UnusableInput.class).hasMessageContaining("'order'").hasMessageContaining("such as O-1, but got '7'");
    assertThatThrownBy(() -> labels.read("{\"order\":\"O-1\",\"box\":\"seven\",\"others\":[]}"))
        .isInstanceOf(JobInput.UnusableInput.class).hasMessageContaining("'box'").hasMessageContaining("seven");
  }
}
