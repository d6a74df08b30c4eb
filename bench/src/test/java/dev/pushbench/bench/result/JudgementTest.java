package dev.pushbench.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.Loads;
import dev.pushbench.bench.compare.Cluster;
import dev.pushbench.bench.host.Hiccups;
import dev.pushbench.bench.result.Validity.Cause;
import dev.pushbench.bench.result.Validity.Flaw;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.protocol.Technique;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JudgementTest {
    private static final long SECOND_NANOS = 1_000_000_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final JvmLoad CALM = jvm(0, 0, 0, 0);
    private static final Evidence.Surroundings QUIET = new Evidence.Surroundings(0, 0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publish delay, ms     |   4.99 | ''",
                "publish delay, ms     |   5.1  | NOISY LATE_PUBLISHER publish delay p99 5.1 ms",
                "publish delay, ms     |  49.9  | NOISY LATE_PUBLISHER publish delay p99 49.9 ms",
                "publish delay, ms     |  50.1  | INVALID LATE_PUBLISHER publish delay p99 50.1 ms",
                "generator core        |   0.8  | ''",
                "generator core        |   0.81 | NOISY GENERATOR_BUSY the generator used 81 % of a core",
                "generator core        |   0.95 | NOISY GENERATOR_BUSY the generator used 95 % of a core",
                "generator core        |   0.96 | INVALID GENERATOR_BUSY the generator used 96 % of a core",
                "generator core        |   1.5  | INVALID GENERATOR_BUSY the generator used 150 % of a core",
                "server hiccup, ms     |  10    | ''",
                "server hiccup, ms     |  10.1  | NOISY SERVER_HICCUPS server scheduling delay p99 10.1 ms",
                "server hiccup, ms     |  50    | NOISY SERVER_HICCUPS server scheduling delay p99 50.0 ms",
                "server hiccup, ms     |  50.1  | INVALID SERVER_HICCUPS server scheduling delay p99 50.1 ms",
                "longest server, ms    | 100    | ''",
                "longest server, ms    | 101    | NOISY SERVER_HICCUPS server scheduling delay max 101 ms",
                "longest server, ms    | 1000   | NOISY SERVER_HICCUPS server scheduling delay max 1000 ms",
                "longest server, ms    | 1001   | INVALID SERVER_HICCUPS server scheduling delay max 1001 ms",
                "generator hiccup, ms  |  10    | ''",
                "generator hiccup, ms  |  10.1  | NOISY GENERATOR_HICCUPS generator scheduling delay p99 10.1 ms",
                "generator hiccup, ms  |  50.1  | INVALID GENERATOR_HICCUPS generator scheduling delay p99 50.1 ms",
                "longest generator, ms | 100    | ''",
                "longest generator, ms | 101    | NOISY GENERATOR_HICCUPS generator scheduling delay max 101 ms",
                "longest generator, ms | 1001   | INVALID GENERATOR_HICCUPS generator scheduling delay max 1001 ms",
                "steal                 |   0.01 | ''",
                "steal                 |  0.011 | NOISY STEAL the hypervisor took 1.1 % of the CPU",
                "steal                 |   0.1  | NOISY STEAL the hypervisor took 10.0 % of the CPU",
                "steal                 |  0.101 | INVALID STEAL the hypervisor took 10.1 % of the CPU",
                "others                |   0.1  | ''",
                "others                |   0.11 | NOISY OTHER_PROCESSES other processes used 11 % of the CPU",
                "others                |   0.4  | NOISY OTHER_PROCESSES other processes used 40 % of the CPU",
                "others                |   0.41 | INVALID OTHER_PROCESSES other processes used 41 % of the CPU",
                "server gc             |   0.05 | ''",
                "server gc             |   0.06 | NOISY SERVER_GC garbage collection stopped the server for 6 % of the time",
                "server gc             |   0.2  | NOISY SERVER_GC garbage collection stopped the server for 20 % of the time",
                "server gc             |   0.21 | INVALID SERVER_GC garbage collection stopped the server for 21 % of the time",
                "generator gc          |   0.05 | ''",
                "generator gc          |   0.06 | NOISY GENERATOR_GC garbage collection stopped the generator for 6 % of the time",
                "generator gc          |   0.21 | INVALID GENERATOR_GC garbage collection stopped the generator for 21 % of the time",
            })
    void aFigureIsHeldAgainstItsLimits(String name, double figure, String cause) {
        assertThat(told(judge(Technique.SSE, load(name, figure), evidence(name, figure))))
                .isEqualTo(cause);
    }

    /** Medians of the events in milliseconds, and of how many. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steady                     | SSE          | 2x30             | ''",
                "rises too little           | SSE          | 2x20 2.8x10      | ''",
                "rises                      | SSE          | 2x20 3.2x10      | NOISY NOT_SETTLED the median latency of events changed by a factor of 1.6 from the first third of the window to the last",
                "falls too little           | SSE          | 2.8x10 2x20      | ''",
                "falls                      | SSE          | 3.2x10 2x20      | NOISY NOT_SETTLED the median latency of events changed by a factor of 1.6 from the first third of the window to the last",
                "never invalid by itself    | WEBSOCKET    | 1x20 100x10      | NOISY NOT_SETTLED the median latency of events changed by a factor of 100.0 from the first third of the window to the last",
                "a long poll is pushed too  | LONG_POLLING | 2x20 3.2x10      | NOISY NOT_SETTLED the median latency of events changed by a factor of 1.6 from the first third of the window to the last",
                "polling waits by design    | POLLING      | 2x20 300x10      | ''",
                "below half a millisecond   | SSE          | 0.1x20 0.5x10    | ''",
                "only the middle differs    | SSE          | 2x10 90x10 2x10  | ''",
                "a burst                    | SSE          | 2x22 90x8        | ''",
                "one fast event of ten      | SSE          | 2x21 9x9         | NOISY NOT_SETTLED the median latency of events changed by a factor of 4.5 from the first third of the window to the last",
                "one slow event             | SSE          | 2x29 900x1       | ''",
                "eight in a third           | SSE          | 2x16 4x8         | NOISY NOT_SETTLED the median latency of events changed by a factor of 2.0 from the first third of the window to the last",
                "seven in a third           | SSE          | 2x15 4x8         | ''",
            })
    void latencyThatDriftsIsNoisy(String what, Technique technique, String medians, String cause) {
        List<Cause> causes = new Judgement(ValidityLimits.DEFAULT)
                .causes(cell(technique), load(0), events(medians), evidence(CALM, CALM, QUIET));

        assertThat(told(causes)).as(what).isEqualTo(cause);
    }

    /** What polls may open connections for each request, as {@code --keep-alive=false} or the server has it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSE          | 0 | ''",
                "SSE          | 3 | NOISY RECONNECTED 3 connections were lost and opened again in the windows",
                "STREAMING    | 1 | NOISY RECONNECTED 1 connections were lost and opened again in the windows",
                "WEBSOCKET    | 9 | NOISY RECONNECTED 9 connections were lost and opened again in the windows",
                "POLLING      | 9 | ''",
                "LONG_POLLING | 9 | ''"
            })
    void aStreamThatIsOpenedInTheWindowsIsNoisy(Technique technique, long opened, String cause) {
        LoadResult flawless = Loads.flawless(10);
        LoadResult load = new LoadResult(
                flawless.published(),
                flawless.expected(),
                flawless.deliveries(),
                flawless.latencies(),
                flawless.traffic(),
                flawless.connections(),
                Loads.window(10, flawless.traffic(), opened),
                List.of(),
                Optional.empty());

        assertThat(told(judge(technique, load, Evidence.NONE))).isEqualTo(cause);
    }

    private static List<Cluster> events(String medians) {
        List<Cluster> events = new ArrayList<>();
        for (String part : medians.split(" ", -1)) {
            double median = Double.parseDouble(part.substring(0, part.indexOf('x')));
            int count = Integer.parseInt(part.substring(part.indexOf('x') + 1));
            for (int i = 0; i < count; i++) {
                events.add(new Cluster(events.size() * SECOND_NANOS, millis(median)));
            }
        }
        return events;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 5 | 7 | 7 | ''",
                "5 | 4 | 7 | 7 | INVALID LEDGERS_DIFFER the generator sent 5 bytes, the server read 4",
                "5 | 5 | 6 | 7 | INVALID LEDGERS_DIFFER the server wrote 7 bytes, the generator received 6",
            })
    void bytesThatDifferAreInvalid(long sent, long serverIn, long received, long serverOut, String cause) {
        Evidence evidence = new Evidence(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new WireAgreement(sent, serverIn, received, serverOut)));

        assertThat(told(judge(Technique.SSE, Loads.flawless(10), evidence))).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9 | 7 | 4 | 7 | ''",
                "9 | 8 | 4 | 7 | INVALID LEDGERS_DIFFER the generator sent 9 bytes, the server read 8, the link dropped 2",
                "9 | 7 | 5 | 7 | INVALID LEDGERS_DIFFER the server wrote 7 bytes, the generator received 5, the link dropped 3",
            })
    void ofBytesThatALinkDroppedExactlyTheseMayBeMissing(
            long sent, long serverIn, long received, long serverOut, String cause) {
        Evidence evidence = new Evidence(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new WireAgreement(sent, serverIn, received, serverOut, 0, 0, 2, 3)));

        assertThat(told(judge(Technique.SSE, Loads.flawless(10), evidence))).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.9 | 1.9 | ''",
                "2.1 | 2.1 | NOISY LINK_LATE the link sent packets 2.1 ms late (p50)",
                "1   | 11  | NOISY LINK_LATE the link sent packets 11.0 ms late (p99)",
                "1   | 51  | INVALID LINK_LATE the link sent packets 51.0 ms late (p99)",
            })
    void aLinkThatDoesNotKeepItsTimesIsTold(double medianMillis, double tailMillis, String cause) {
        Histogram late = new Histogram(3);
        late.recordValueWithCount((long) (medianMillis * 1e6), 90);
        late.recordValueWithCount((long) (tailMillis * 1e6), 10);
        Evidence evidence = Evidence.NONE.over(Optional.of(new LinkEvidence(0, late, 0, 0)));

        assertThat(told(judge(Technique.SSE, Loads.flawless(10), evidence))).isEqualTo(cause);
    }

    @Test
    void eventsThatTheServerDidNotTakeAreInvalid() {
        Evidence evidence = new Evidence(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new WireAgreement(5, 5, 7, 7, 12, 11)));

        assertThat(told(judge(Technique.SSE, Loads.flawless(10), evidence)))
                .isEqualTo("INVALID LEDGERS_DIFFER 12 events were published, the server took 11");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // altered, unpublished, due rewritten, flaw, text
                "3 | 0 | 0 | ALTERED     | 3 deliveries altered: the payload is not what was published",
                "0 | 2 | 0 | UNPUBLISHED | 2 deliveries of events that were never published",
                "0 | 0 | 9 | -           | ''",
            })
    void whatIsNotWhatWasPublishedIsNoResultUnlessItIsDue(
            long altered, long unpublished, long dueRewritten, @Nullable Flaw flaw, String text) {
        Deliveries.Deviations deviations = new Deliveries.Deviations(altered, unpublished, dueRewritten);
        Deliveries deliveries = new Deliveries(100, 100, 0, 0, 0, 0, 0, Deliveries.Excused.NONE, deviations);

        List<Cause> causes = judge(Technique.SSE, Loads.of(100, deliveries, 0, Optional.empty()), Evidence.NONE);

        assertThat(causes).isEqualTo(flaw == null ? List.of() : List.of(new Cause(flaw, Grade.INVALID, text)));
    }

    @Test
    void allThatIsWrongIsReportedAndTheRootCauseFirst() {
        Deliveries lossy = new Deliveries(99, 99, 1, 0, 0, 0, 0);
        Evidence evidence = evidence(jvm(0, 20, 0, 0), jvm(0.9, 0, 0, 0), new Evidence.Surroundings(0.5, 0.2));

        List<Cause> causes =
                new Validity(judge(Technique.SSE, Loads.of(100, lossy, 0, Optional.empty()), evidence)).causes();

        assertThat(causes)
                .extracting(Cause::flaw)
                .containsExactly(
                        Flaw.STEAL,
                        Flaw.OTHER_PROCESSES,
                        Flaw.MISSING,
                        Flaw.NOT_AS_EXPECTED,
                        Flaw.GENERATOR_BUSY,
                        Flaw.SERVER_HICCUPS);
        assertThat(causes)
                .extracting(Cause::grade)
                .containsExactly(Grade.INVALID, Grade.NOISY, Grade.INVALID, Grade.INVALID, Grade.NOISY, Grade.NOISY);
        assertThat(new Validity(causes).word()).isEqualTo("INVALID");
    }

    @Test
    void pausesThatAreNotRecordedAreNoFlaw() {
        JvmLoad unknown = new JvmLoad(SECOND_NANOS, 0, 0, Optional.empty(), CALM.hiccups());
        JvmLoad noTime = new JvmLoad(0, 5, 5, Optional.of(5L), CALM.hiccups());

        assertThat(judge(Technique.SSE, Loads.flawless(10), evidence(unknown, noTime, QUIET)))
                .isEmpty();
    }

    @Test
    void whatWasNotSeenIsNoFlaw() {
        assertThat(judge(Technique.SSE, Loads.flawless(10), Evidence.NONE)).isEmpty();
    }

    @Test
    void noisyComesBeforeInvalid() {
        assertThatThrownBy(() -> new ValidityLimits.Limit(2, 1)).hasMessage("noisy from 2.0 on, but invalid from 1.0");
        assertThatThrownBy(() -> new ValidityLimits.Limit(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Cause> judge(Technique technique, LoadResult load, Evidence evidence) {
        return new Judgement(ValidityLimits.DEFAULT).causes(cell(technique), load, evidence);
    }

    private static Cell cell(Technique technique) {
        return Loads.trials().stream()
                .map(Trial::cell)
                .filter(any -> any.technique() == technique)
                .findFirst()
                .orElseThrow();
    }

    private static String told(List<Cause> causes) {
        List<String> lines = new ArrayList<>();
        causes.forEach(cause -> lines.add(cause.grade() + " " + cause.flaw() + " " + cause.text()));
        return String.join("\n", lines);
    }

    private static LoadResult load(String name, double figure) {
        return load(name.equals("publish delay, ms") ? figure : 0);
    }

    private static Evidence evidence(String name, double figure) {
        return switch (name) {
            case "publish delay, ms" -> evidence(CALM, CALM, QUIET);
            case "generator core" -> evidence(CALM, jvm(figure, 0, 0, 0), QUIET);
            case "server hiccup, ms" -> evidence(jvm(0, figure, 0, 0), CALM, QUIET);
            case "longest server, ms" -> evidence(jvm(0, 0, figure, 0), CALM, QUIET);
            case "server gc" -> evidence(jvm(0, 0, 0, figure), CALM, QUIET);
            case "generator hiccup, ms" -> evidence(CALM, jvm(0, figure, 0, 0), QUIET);
            case "longest generator, ms" -> evidence(CALM, jvm(0, 0, figure, 0), QUIET);
            case "generator gc" -> evidence(CALM, jvm(0, 0, 0, figure), QUIET);
            case "steal" -> evidence(CALM, CALM, new Evidence.Surroundings(figure, 0));
            case "others" -> evidence(CALM, CALM, new Evidence.Surroundings(0, figure));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Evidence evidence(JvmLoad server, JvmLoad generator, Evidence.Surroundings around) {
        ServerCost cost = new ServerCost(
                new ServerCost.PerDelivery(0, 0, 0),
                new ServerCost.PerUser(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()),
                new ServerCost.Holding(Optional.empty(), Optional.empty(), 1),
                server);
        return new Evidence(
                Optional.of(cost),
                Optional.of(generator),
                Optional.of(around),
                Optional.of(new WireAgreement(1, 1, 1, 1)));
    }

    private static JvmLoad jvm(double core, double hiccupMillis, double longestMillis, double gcShare) {
        return new JvmLoad(
                SECOND_NANOS,
                Math.round(core * SECOND_NANOS),
                Math.round(core * SECOND_NANOS),
                Optional.of(Math.round(gcShare * SECOND_NANOS)),
                new Hiccups(
                        1000,
                        0,
                        Math.round(hiccupMillis * NANOS_PER_MILLI),
                        Math.round(longestMillis * NANOS_PER_MILLI)));
    }

    private static LoadResult load(double publishDelayMillis) {
        LoadResult flawless = Loads.flawless(10);
        Latencies latencies = flawless.latencies();
        return new LoadResult(
                flawless.published(),
                flawless.expected(),
                flawless.deliveries(),
                new Latencies(
                        latencies.latency(),
                        latencies.serviceLatency(),
                        millis(publishDelayMillis),
                        latencies.connectTime(),
                        latencies.rearmGap(),
                        OptionalLong.empty()),
                flawless.traffic(),
                flawless.connections(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Histogram millis(double value) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(Math.round(value * NANOS_PER_MILLI), 5);
        return histogram;
    }
}
