package dev.pushbench.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The drift rule on series of events that were recorded, see docs/method.md. Each file says how. */
final class RecordedDriftTest {
    private static final double LIMIT = 1.5;
    private static final double NANOS_PER_MICRO = 1e3;

    /** Every stretch of that many events in a series without a trend, not in the first ten seconds of a window. */
    @ParameterizedTest
    @ValueSource(ints = {24, 30, 36, 45, 60, 100})
    void isFoundInAtMostOneOfAHundredSteadyStretches(int events) {
        List<double[]> series = series("-warm");
        assertThat(series).hasSizeGreaterThanOrEqualTo(8);

        double share = series.stream()
                .mapToDouble(nanos -> shareOfStretches(nanos, events))
                .average()
                .orElseThrow();

        assertThat(share).isLessThanOrEqualTo(0.01);
    }

    /**
     * Fresh processes are slow for about a second, so that a window of 36 events at 10 a second shows it in its first third. Where the medians of its
     * thirds differ by less than the limit, there is nothing to find.
     */
    @Test
    void isFoundInTwoOfThreeColdStartsThatShow() {
        List<double[]> windows = series("-cold-").stream()
                .map(nanos -> Arrays.copyOf(nanos, 36))
                .filter(nanos -> median(nanos, 0, 12) > LIMIT * median(nanos, 24, 36))
                .toList();
        assertThat(windows).hasSizeGreaterThanOrEqualTo(12);

        long found = windows.stream().filter(RecordedDriftTest::isDrift).count();

        assertThat((double) found / windows.size()).isGreaterThanOrEqualTo(2 / 3.0);
    }

    private static double median(double[] nanos, int from, int to) {
        double[] sorted = Arrays.copyOfRange(nanos, from, to);
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double shareOfStretches(double[] nanos, int events) {
        int found = 0;
        int stretches = nanos.length - events + 1;
        for (int from = 0; from < stretches; from++) {
            found += isDrift(Arrays.copyOfRange(nanos, from, from + events)) ? 1 : 0;
        }
        return (double) found / stretches;
    }

    private static boolean isDrift(double[] nanos) {
        return Drift.of(nanos).filter(drift -> drift.factor() > LIMIT).isPresent();
    }

    private static List<double[]> series(String kind) {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().contains(kind))
                    .sorted()
                    .map(RecordedDriftTest::nanos)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(RecordedDriftTest.class.getResource("drift"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] nanos(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .mapToDouble(micros -> Long.parseLong(micros) * NANOS_PER_MICRO)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
