package dev.pushbench.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Row;
import java.util.LinkedHashMap;
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

    @Test
    void framesAreNamedWhereTheyAreNotText() {
        assertThat(manner("technique", "websocket", "frames", "text", "subprotocol", ""))
                .isEmpty();
        assertThat(manner("technique", "websocket", "frames", "binary", "subprotocol", "pushbench.v1.binary"))
                .isEqualTo(" binary pushbench.v1.binary");
    }

    @Test
    void pollersAreNamedWhereTheyAskAllAtOnce() {
        assertThat(manner("technique", "polling", "poll_phases", "spread")).isEmpty();
        assertThat(manner("technique", "polling", "poll_phases", "aligned")).isEqualTo(" aligned");
        assertThat(manner("technique", "sse", "poll_phases", "aligned")).isEmpty();
    }

    private static String manner(String... texts) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < texts.length; i += 2) {
            row.put(texts[i], texts[i + 1]);
        }
        return Variant.of(new Row(row)).manner();
    }
}
