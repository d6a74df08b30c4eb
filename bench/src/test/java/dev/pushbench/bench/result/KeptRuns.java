package dev.pushbench.bench.result;

import dev.pushbench.bench.Loads;
import dev.pushbench.bench.host.HostFacts;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Flight;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.measure.WireBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** Runs as they might have gone, and their directories, for tests. */
public final class KeptRuns {
    static final Instant START = Instant.parse("2026-03-04T05:06:07.8Z");
    static final Optional<String> SHA = Optional.of("0123456789abcdef");

    private static final int DELIVERIES_A_SECOND = 2_000;
    private static final long SECOND_NANOS = 1_000_000_000;

    private KeptRuns() {}

    /** The cells of the default suite with 100 users, polling first. */
    public static List<Cell> cells() {
        return Loads.trials().stream().limit(5).map(Trial::cell).toList();
    }

    /** The same, with other headers. */
    static Cell withHeaders(Cell cell, String name) {
        return new Cell(
                cell.technique(),
                cell.users(),
                cell.publishing(),
                cell.reading(),
                new LoadPlan.Requests(
                        new HeaderProfile(name, List.of()), cell.requests().keepAlive()),
                cell.phases());
    }

    /** Two cells, each measured five times in turn; of the second the third trial is rejected. */
    static List<TrialResult> twoCellsInFiveForks() {
        List<TrialResult> results = new ArrayList<>();
        for (int fork = 1; fork <= 5; fork++) {
            for (Cell cell : cells().subList(0, 2)) {
                TrialResult result =
                        TrialResult.of(new Trial(results.size() + 1, fork, cell), load(results.size()), Evidence.NONE);
                boolean isRejected = fork == 3 && results.size() % 2 == 1;
                results.add(isRejected ? result.cutShort("a neighbour was loud") : result);
            }
        }
        return results;
    }

    /** A trial without a flaw: three seconds of random latencies, and a few deliveries in the drain. */
    static LoadResult load(long seed) {
        return load(seed, 1);
    }

    /** The same, slower by a factor. */
    public static LoadResult load(long seed, double factor) {
        Random random = new Random(seed);
        Histogram all = new Histogram(3);
        List<Second> seconds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Histogram latency = latencies(random, DELIVERIES_A_SECOND, factor);
            all.add(latency);
            Traffic traffic = new Traffic(
                    new WireBytes(0, 0, 100 + seed, 0, 0, 0),
                    new WireBytes(32_000, 4_000, 10, 0, 0, 0),
                    20 + i,
                    i,
                    2,
                    3,
                    1);
            seconds.add(new Second(
                    Second.Part.WINDOW,
                    i * SECOND_NANOS,
                    SECOND_NANOS,
                    latency,
                    new Second.Amounts(latency.getTotalCount(), traffic, 0),
                    100));
        }
        Histogram late = latencies(random, 5, factor);
        all.add(late);
        seconds.add(new Second(
                Second.Part.DRAIN, 3 * SECOND_NANOS, 321_000_000, late, new Second.Amounts(5, Traffic.NONE, 3), 100));
        long deliveries = all.getTotalCount();
        return new LoadResult(
                new LoadResult.Published(80, 60, 5_000, 6_000, Optional.empty()),
                deliveries,
                new Deliveries(deliveries + 1_000, deliveries, 0, 0, 0, 0, 0),
                new Latencies(
                        all,
                        all,
                        publishDelays(),
                        latencies(random, 100, 1),
                        new Histogram(3),
                        OptionalLong.of(777_000)),
                new Traffic(
                        new WireBytes(0, 0, 400 + seed, 1_000, 0, 0),
                        new WireBytes(128_000, 16_000, 40, 600, 0, 0),
                        120,
                        30,
                        6,
                        9,
                        4),
                new ConnectionCounts(100, 90 + seed, 0, 0, 0, 0),
                seconds,
                List.of(
                        new Flight(7, 1_000_500, 1_100_000, 2_000_001),
                        new Flight(8, 101_000_500, 101_100_000, 103_000_001)),
                Optional.empty());
    }

    private static Histogram publishDelays() {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(100_000, 60);
        return histogram;
    }

    private static Histogram latencies(Random random, int count, double factor) {
        Histogram histogram = new Histogram(3);
        for (int i = 0; i < count; i++) {
            histogram.recordValue(Math.round(factor * 1e6 * Math.exp(random.nextGaussian())));
        }
        return histogram;
    }

    /** The cells of a run that measured nothing yet. */
    public static List<CellRecord> records(List<Cell> cells) {
        return Summary.trialRows(cells.stream()
                        .map(cell -> TrialResult.unfinished(new Trial(1, 1, cell), "not measured"))
                        .toList())
                .stream()
                .map(row -> new CellRecord(row, List.of(row), List.of(), new Histogram(3), List.of(), List.of()))
                .toList();
    }

    /** That trial, without a flaw. */
    public static TrialResult result(Trial trial) {
        return TrialResult.of(trial, load(trial.number()), Evidence.NONE);
    }

    /** The directory of a run of such a manifest. */
    public static Path kept(Path folder, Manifest manifest, List<TrialResult> results) throws IOException {
        return RunDirectory.create(folder, START, SHA, "default").finish(manifest, results);
    }

    /** The directory of a run that came to its end with these results. */
    public static Path kept(Path folder, List<TrialResult> results) throws IOException {
        return kept(folder, manifest().ended(START.plusSeconds(60).toString(), Optional.empty()), results);
    }

    public static Manifest manifest() {
        return new Manifest(
                Manifest.SCHEMA_VERSION,
                false,
                Optional.empty(),
                "default",
                new Manifest.Build("1.0", SHA, Optional.of(false)),
                new Manifest.Start(
                        START.toString(),
                        List.of("run"),
                        Optional.of(42),
                        Optional.of(new Manifest.TimeLimits(30_000, 5_000))),
                Optional.empty(),
                new Manifest.Machine(
                        HostFacts.ofThisHost(),
                        new Manifest.Jvm("java", "17", List.of("-Xmx1g")),
                        new Manifest.Jvm("other/java", "25", List.of()),
                        "not pinned: why not",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of("undertow", "2.4.4")));
    }
}
