package dev.pushbench.bench.jmh.macro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.result.Percentile;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.BenchmarkResult;

/** Of windows and forks that JMH puts together. */
final class HistogramResultTest {
    private static final int WINDOWS = 6;

    /** Five windows of which each is a microsecond all over, and one, the smallest, that is a hundred milliseconds. */
    private final Histogram calm = recorded(1_000, 1_000);

    private final Histogram stalled = recorded(200, 100_000_000);

    @Test
    void percentilesAreThoseOfAllWindowsOfAllForksAndNoMeanOfPercentiles() {
        BenchmarkResult[] forks = {fork(calm, calm, calm), fork(calm, stalled, calm)};
        Histogram all = new Histogram(3);
        Collections.nCopies(WINDOWS - 1, calm).forEach(all::add);
        all.add(stalled);

        assertThat(figure("latency.p50", forks)).isEqualTo(1);
        assertThat(figure("latency.p90", forks)).isEqualTo(1);
        assertThat(figure("latency.p99", forks))
                .as("200 of 5200 were stalled; the mean of six windows' would be near 16667")
                .isEqualTo(all.getValueAtPercentile(99) / 1e3)
                .isGreaterThan(99_000);
        assertThat(figure("latency.max", forks)).isEqualTo(all.getMaxValue() / 1e3);
        assertThat(figure("latency.count", forks)).isEqualTo(5_200);
    }

    @Test
    void theScoreIsTheMedianOfAll() {
        BenchmarkResult[] forks = {fork(recorded(10, 500)), fork(recorded(100, 1_500))};

        assertThat(figure("latency", forks)).isEqualTo(1.5);
        assertThat(JmhResults.figure("latency", forks).getScoreUnit()).isEqualTo("us");
        assertThat(JmhResults.figure("latency.count", forks).getScoreUnit()).isEqualTo("#");
    }

    @Test
    void aPercentileThatTooFewSamplesStandBehindIsLeftOut() {
        assertThat(JmhResults.labels(fork(recorded(99, 1_000))))
                .containsExactlyInAnyOrder("latency", "latency.p50", "latency.max", "latency.count");
        assertThat(JmhResults.labels(fork(recorded(100, 1_000)))).contains("latency.p90");
    }

    @Test
    void samplesOfForksTogetherStandBehindIt() {
        BenchmarkResult half = fork(recorded(50, 1_000));

        assertThat(JmhResults.labels(half)).doesNotContain("latency.p90");
        assertThat(JmhResults.labels(half, fork(recorded(50, 1_000)))).contains("latency.p90");
    }

    @Test
    void eventsOfForksTogetherStandBehindIt() {
        BenchmarkResult half = JmhResults.fork(List.of(new HistogramResult("latency", recorded(5_000, 1_000), 5)));

        assertThat(JmhResults.labels(half)).doesNotContain("latency.p50", "latency.p99");
        assertThat(JmhResults.labels(half, half)).contains("latency.p50", "latency.p99");
    }

    @Test
    void everyPercentileThatIsToldElsewhereIsTold() {
        Histogram many = new Histogram(3);
        for (int micros = 1; micros <= 200_000; micros++) {
            many.recordValue(micros * 1_000L);
        }
        BenchmarkResult fork = fork(many);

        for (Percentile percentile : Percentile.values()) {
            assertThat(figure("latency." + percentile.name().toLowerCase(Locale.ROOT), fork))
                    .isEqualTo(percentile.of(many).orElseThrow() / 1e3);
        }
    }

    @Test
    void whatIsRecordedLaterIsNotInIt() {
        Histogram histogram = recorded(10, 1_000);
        BenchmarkResult fork = fork(histogram);
        histogram.recordValueWithCount(9_000, 100);

        assertThat(figure("latency.count", fork)).isEqualTo(10);
    }

    private static BenchmarkResult fork(Histogram... windows) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // arrays know no type parameters
        List<HistogramResult>[] iterations = new List[windows.length];
        for (int i = 0; i < windows.length; i++) {
            iterations[i] = List.of(new HistogramResult("latency", windows[i], windows[i].getTotalCount()));
        }
        return JmhResults.fork(iterations);
    }

    private static double figure(String label, BenchmarkResult... forks) {
        return JmhResults.figure(label, forks).getScore();
    }

    private static Histogram recorded(long count, long nanos) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(nanos, count);
        return histogram;
    }
}
