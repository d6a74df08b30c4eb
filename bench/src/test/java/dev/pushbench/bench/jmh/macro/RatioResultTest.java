package dev.pushbench.bench.jmh.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/** Of forks that JMH puts together. */
final class RatioResultTest {
    @ParameterizedTest
    @CsvSource({
        "10, 1, 90, 99, 1", // the mean of 10 and 90/99 would be 5.5
        "0, 5, 10, 5, 1",
        "0, 0, 8, 4, 2",
        "0, 5, 0, 5, 0"
    })
    void theRatioIsThatOfTheSums(double up, double down, double otherUp, double otherDown, double ratio) {
        Result<?> figure = JmhResults.figure("bytes", fork(up, down), fork(otherUp, otherDown));

        assertThat(figure.getScore()).isEqualTo(ratio);
        assertThat(figure.getScoreUnit()).isEqualTo("B/delivery");
    }

    @Test
    void nothingToDivideByIsNoNumber() {
        assertThat(JmhResults.figure("bytes", fork(5, 0), fork(3, 0)).getScore())
                .isNaN();
    }

    private static BenchmarkResult fork(double numerator, double denominator) {
        return JmhResults.fork(List.of(new RatioResult("bytes", numerator, denominator, "B/delivery")));
    }
}
