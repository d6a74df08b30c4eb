package dev.pushbench.bench.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "2s, PT2S",
        "1m, PT1M",
        "1.5s, PT1.5S",
        "0.25ms, PT0.00025S",
        "1h, PT1H",
        "0s, PT0S",
        "-1s, PT-1S",
        "999999999h, PT999999999H"
    })
    void readsANumberAndAUnit(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "1,5s", "1.s", ".5s", "5S", "1m30s", "1e3s", "--1s", "1d", "٣s"})
    void refusesAnythingElse(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.00 us",
        "412000, 412 us",
        "41250, 41.3 us",
        "999999, 1000 us",
        "1234000, 1.23 ms",
        "25000000, 25.0 ms",
        "1000000000, 1.00 s",
        "61000000000, 61.0 s"
    })
    void showsThreeDigitsInTheUnitThatSuits(long nanos, String text) {
        assertThat(DurationText.measured(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 s", "PT0.4S, 0 s", "PT8.6S, 9 s", "PT59.4S, 59 s", "PT2M5S, 2 min 5 s"})
    void roughTimesAreWholeSeconds(Duration duration, String text) {
        assertThat(DurationText.rough(duration)).isEqualTo(text);
    }
}
