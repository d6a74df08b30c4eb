package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Row;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VariantTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "15000, 0, ``",
                "5000, 0, ` heartbeat 5000 ms`",
                "0, 20, ` without heartbeat coalesced 20 ms`",
                "``, 20, ` coalesced 20 ms`"
            })
    void whatIsNotUsualIsNamed(String heartbeat, String window, String words) {
        Row row = new Row(Map.of("technique", "sse", "heartbeat_ms", heartbeat, "coalesce_ms", window));

        assertThat(Variant.of(row).manner()).isEqualTo(words);
    }

    @Test
    void aRunThatDoesNotSayWasAsUsual() {
        Row before = new Row(Map.of("technique", "sse"));
        Row usual = new Row(Map.of("technique", "sse", "heartbeat_ms", "15000", "coalesce_ms", "0"));

        assertThat(Variant.of(before)).isEqualTo(Variant.of(usual));
    }
}
