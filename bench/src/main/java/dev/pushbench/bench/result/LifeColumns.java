package dev.pushbench.bench.result;

import static dev.pushbench.bench.result.Column.COUNT;
import static dev.pushbench.bench.result.Column.MICROS;
import static dev.pushbench.bench.result.Column.bare;
import static dev.pushbench.bench.result.Column.figure;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Life;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** How users came, asked and read, what befell their server, and what came of it. All but the first are empty where nothing of the kind was asked for. */
final class LifeColumns {
    private LifeColumns() {}

    static List<Column> all() {
        return Stream.of(conduct(), herd(), churn(), slowReaders(), restart())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Column> conduct() {
        return List.of(
                said("poll_phases", conduct -> true, conduct -> conduct.pollsAligned() ? "aligned" : "spread")
                        .onlyFor(AppliesTo.POLLING),
                said("pair_gap_ms", Conduct::inPairs, conduct -> DurationText.millis(conduct.pairGap())),
                said("churn_per_s", Conduct::hasChurn, conduct -> Rounding.plain(conduct.churnPerSecond())),
                said(
                        "slow_readers_share",
                        LifeColumns::hasSlow,
                        conduct -> Rounding.plain(conduct.slow().share())),
                said(
                        "slow_read_bytes_per_s",
                        LifeColumns::hasSlow,
                        conduct -> conduct.slow().bytesPerSecond()),
                said("restart", conduct -> true, Conduct::restart));
    }

    private static List<Column> herd() {
        return List.of(
                bare("herd_requests_p50", COUNT, of(Life::herdRequests, Percentile.P50::of)),
                bare("herd_requests_max", COUNT, of(Life::herdRequests, Percentile::max)),
                bare(
                        "requests_per_100ms_max",
                        COUNT,
                        life(Conduct::looksForHerds, load -> load.life().mostRequests())),
                figure("next_latency_p50", MICROS, nextLatency(Percentile.P50)),
                figure("next_latency_p99", MICROS, nextLatency(Percentile.P99)),
                figure(
                        "server_cpu_peak",
                        "cores",
                        figures -> figures.evidence()
                                .strain()
                                .flatMap(Evidence.Strain::cpuCores)
                                .map(cores -> Rounding.decimal(cores, 2))));
    }

    /** Every other event is the second of a pair. */
    private static Function<Figures, Optional<Object>> nextLatency(Percentile percentile) {
        return figures -> figures.load()
                .map(load -> percentile.of(
                        load.life().nextLatency(), load.published().windowEvents() / 2))
                .filter(OptionalLong::isPresent)
                .map(nanos -> Rounding.micros(nanos.getAsLong()));
    }

    private static List<Column> churn() {
        return List.of(
                bare(
                        "users_joined",
                        COUNT,
                        life(Conduct::hasChurn, load -> load.life().joinTime().getTotalCount())),
                bare(
                        "users_left",
                        COUNT,
                        life(Conduct::hasChurn, load -> load.life().left())),
                figure("join_p50", MICROS, micros(Life::joinTime, Percentile.P50::of)),
                figure("join_p99", MICROS, micros(Life::joinTime, Percentile.P99::of)));
    }

    private static List<Column> slowReaders() {
        return List.of(
                bare(
                        "slow_missed_by_gap",
                        COUNT,
                        life(
                                LifeColumns::hasSlow,
                                load -> load.deliveries().excused().slow())),
                figure(
                        "server_rss_growth",
                        "mib",
                        figures -> figures.evidence()
                                .strain()
                                .flatMap(Evidence.Strain::rssGrowthBytes)
                                .map(bytes -> Rounding.decimal((double) bytes / (1 << 20), 1))));
    }

    private static List<Column> restart() {
        return List.of(
                bare(
                        "users_recovered",
                        COUNT,
                        life(Conduct::restart, load -> load.life().recovery().getTotalCount())),
                figure("recovery_p50", "ms", millis(Percentile.P50::of)),
                figure("recovery_p99", "ms", millis(Percentile.P99::of)),
                figure("recovery_max", "ms", millis(Percentile::max)),
                bare(
                        "deliveries_lost",
                        COUNT,
                        life(
                                Conduct::restart,
                                load -> load.deliveries().excused().lost())));
    }

    private static boolean hasSlow(Conduct conduct) {
        return conduct.slow().share() > 0;
    }

    /** What was asked for. */
    private static Column said(String name, Predicate<Conduct> isAsked, Function<Conduct, Object> value) {
        return bare(
                name,
                "",
                figures -> Optional.of(figures.cell().scene().conduct())
                        .filter(isAsked)
                        .map(value));
    }

    /** What was counted, where it was asked for. */
    private static Function<Figures, Optional<Object>> life(
            Predicate<Conduct> isAsked, Function<LoadResult, Long> value) {
        return figures ->
                isAsked.test(figures.cell().scene().conduct()) ? figures.load().map(value) : Optional.empty();
    }

    private static Function<Figures, Optional<Object>> of(
            Function<Life, Histogram> histogram, Function<Histogram, OptionalLong> figure) {
        return figures -> amount(figures, histogram, figure).map(amount -> amount);
    }

    private static Function<Figures, Optional<Object>> micros(
            Function<Life, Histogram> histogram, Function<Histogram, OptionalLong> figure) {
        return figures -> amount(figures, histogram, figure).map(Rounding::micros);
    }

    private static Function<Figures, Optional<Object>> millis(Function<Histogram, OptionalLong> figure) {
        return figures -> amount(figures, Life::recovery, figure).map(Rounding::millis);
    }

    private static Optional<Long> amount(
            Figures figures, Function<Life, Histogram> histogram, Function<Histogram, OptionalLong> figure) {
        return figures.load()
                .map(load -> figure.apply(histogram.apply(load.life())))
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong);
    }
}
