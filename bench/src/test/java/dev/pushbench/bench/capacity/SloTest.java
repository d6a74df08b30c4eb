package dev.pushbench.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.input.UsageError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SloTest {
    @Test
    void everyFigureOfLatencyMayHaveALimit() {
        Slo slo = Slo.parse("--slo", "p50<=1ms,p90<=2ms,p99<=3ms,p99.9<=1.5s,max<=1m");

        assertThat(slo.latency())
                .isEqualTo(Map.of(
                        Quantile.P50, Duration.ofMillis(1),
                        Quantile.P90, Duration.ofMillis(2),
                        Quantile.P99, Duration.ofMillis(3),
                        Quantile.P99_9, Duration.ofMillis(1500),
                        Quantile.MAX, Duration.ofMinutes(1)));
        assertThat(slo.leastDeliveries()).isEqualTo(10_000);
        assertThat(slo.minEvents()).isEqualTo(10);
        assertThat(Slo.parse("--slo", "max<=1s").minEvents()).isEqualTo(3);
        assertThat(Slo.parse("--slo", "missing=0").minEvents()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p99<=250ms, missing=0       | 1     | p99<=250ms, missing=0",
                "  p99 <= 250ms ,missing = 0 | 1     | p99<=250ms, missing=0",
                "p99<=250ms                  | 1     | p99<=250ms",
                "missing=0                   | 1     | missing=0",
                "delivered>=99.9%            | 0.999 | delivered>=99.9%",
                "max<=1s, delivered >= 50 %  | 0.5   | max<=1s, delivered>=50%",
                "delivered>=100%             | 1     | delivered>=100%"
            })
    void nothingMayBeMissingUnlessItIsSaid(String text, double delivered, String told) {
        Slo slo = Slo.parse("--slo", text);

        assertThat(slo.leastDelivered()).isEqualTo(delivered);
        assertThat(slo.text()).isEqualTo(told);
        assertThat(Slo.parse("--slo", told)).isEqualTo(slo);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "''                       | not a condition, was ''",
                "p99<=250ms,              | not a condition, was ''",
                "fast                     | not a condition, was 'fast'",
                "p99<250ms                | not a condition, was 'p99<250ms'",
                "p99>=250ms               | not a condition, was 'p99>=250ms'",
                "p99=250ms                | not a condition, was 'p99=250ms'",
                "P99<=250ms               | not a condition, was 'P99<=250ms'",
                "missing=1                | not a condition, was 'missing=1'",
                "delivered>=99.9          | not a condition, was 'delivered>=99.9'",
                "p95<=250ms               | no such figure, was 'p95<=250ms'",
                "mean<=1ms                | no such figure, was 'mean<=1ms'",
                "p99<=1ms, p99<=2ms       | said twice, was 'p99<=1ms, p99<=2ms'",
                "missing=0, missing=0     | said twice, was 'missing=0, missing=0'",
                "missing=0, delivered>=9% | said twice, was 'missing=0, delivered>=9%'"
            })
    void anythingElseIsAMistakeThatSaysWhatIsAllowed(String text, String mistake) {
        assertThatThrownBy(() -> Slo.parse("--slo", text))
                .isInstanceOf(UsageError.class)
                .hasMessage("--slo: " + mistake + ", allowed: " + Slo.FORM);
    }

    @ParameterizedTest
    @CsvSource({"p99<=250", "p99<=fast", "p99<=0ms", "p99<=-1ms", "delivered>=0%", "delivered>=101%"})
    void limitsAreTimesAboveZeroAndShares(String text) {
        assertThatThrownBy(() -> Slo.parse("my.yaml:3: key 'slo'", text))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("my.yaml:3: key 'slo': not a ")
                .hasMessageContaining(", was '" + text + "', allowed: ");
    }

    @Test
    void whatIsMissedIsToldWithItsFigure() {
        Slo slo = Slo.parse("--slo", "p50<=5ms, p99<=10ms, max<=20ms");

        assertThat(slo.missed(Seen.steady(4).observed())).isEmpty();
        assertThat(slo.missed(Seen.steady(15).observed()))
                .containsExactly("p50 15.0 ms is above 5ms", "p99 15.0 ms is above 10ms");
        assertThat(slo.missed(Seen.steady(4).lost(3).observed()))
                .containsExactly("3 deliveries missing", "max is of deliveries that never came");
    }

    @Test
    void whatDidNotComeCountsAsLaterThanWhatDid() {
        Slo lenient = Slo.parse("--slo", "p90<=10ms, delivered>=80%");

        assertThat(lenient.missed(Seen.steady(4).lost(299).observed())).isEmpty();
        assertThat(lenient.missed(Seen.steady(4).lost(301).observed()))
                .isEqualTo(List.of("p90 is of deliveries that never came"));
        assertThat(lenient.missed(Seen.steady(4).lost(601).observed()))
                .contains("601 of 3000 deliveries missing, 80 % have to arrive");
    }
}
