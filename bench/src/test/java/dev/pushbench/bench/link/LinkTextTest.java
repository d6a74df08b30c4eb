package dev.pushbench.bench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.input.UsageError;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkTextTest {
    @Test
    void allSettingsAreRead() {
        LinkProfile link = LinkText.parse("--link", "rtt=80ms,drop-connection=0.001,jitter=5ms,bandwidth=10mbit")
                .orElseThrow();

        assertThat(link)
                .isEqualTo(new LinkProfile(
                        "rtt=80ms,bandwidth=10mbit,jitter=5ms,drop-connection=0.001",
                        Duration.ofMillis(80),
                        Duration.ofMillis(5),
                        OptionalLong.of(10_000_000),
                        0.001));
        assertThat(link.id()).isEqualTo("rtt80ms-bandwidth10mbit-jitter5ms-drop-connection0.001");
        assertThat(link.longestOneWay()).isEqualTo(Duration.ofMillis(45));
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        LinkText.presetTexts().forEach((name, text) -> {
            LinkProfile preset = LinkText.parse("--link", name).orElseThrow();
            LinkProfile written = LinkText.parse("--link", text).orElseThrow();
            assertThat(LinkText.parse("--link", preset.name())).contains(preset);
            assertThat(LinkText.parse("--link", written.name())).contains(written);
            assertThat(written.rtt()).isEqualTo(preset.rtt());
            assertThat(written.bitsPerSecond()).isEqualTo(preset.bitsPerSecond());
        });
        assertThat(LinkText.parse("--link", "none")).isEmpty();
    }

    @Test
    void aListIsCutBetweenItsLinks() {
        assertThat(LinkText.split("none,rtt=80ms,jitter=5ms,rtt=10ms, bandwidth=1mbit,4g,lan"))
                .containsExactly("none", "rtt=80ms,jitter=5ms", "rtt=10ms, bandwidth=1mbit", "4g", "lan");
        assertThat(LinkText.split("4g,jitter=5ms")).containsExactly("4g,jitter=5ms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5g",
                "4g,jitter=5ms",
                "jitter=5ms",
                "rtt=-1ms",
                "rtt=11s",
                "rtt=10001ms",
                "rtt=80",
                "rtt=",
                "rtt=80ms,rtt=90ms",
                "rtt=80ms,loss=1%",
                "rtt=80ms,bandwidth=0mbit",
                "rtt=80ms,bandwidth=0",
                "rtt=80ms,bandwidth=-1mbit",
                "rtt=80ms,bandwidth=11gbit",
                "rtt=80ms,jitter=-1ms",
                "rtt=80ms,drop-connection=1",
                "rtt=80ms,drop-connection=-0.1",
                "rtt=80ms,drop-connection=x",
                "rtt=80ms,"
            })
    void whatMakesNoSenseIsToldOnOneLine(String text) {
        assertThatThrownBy(() -> LinkText.parse("--link", text))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("--link")
                .hasMessageContaining("allowed: ")
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"4G, 4g", "intercontinetal, intercontinental", "wlan, lan"})
    void theNearestPresetIsNamed(String given, String nearest) {
        assertThatThrownBy(() -> LinkText.parse("--link", given)).hasMessageContaining("nearest: " + nearest);
    }
}
