package dev.pushbench.bench.result;

import dev.pushbench.client.LoadResult;
import dev.pushbench.client.LoadResult.Published;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Latencies;
import dev.pushbench.client.measure.Life;
import dev.pushbench.client.measure.Second;
import dev.pushbench.client.measure.TlsHandshakes;
import dev.pushbench.client.measure.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** Several trials as if they had been one: what was counted is summed, histograms are added, of peaks the highest is taken. */
final class MergedLoad {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final List<LoadResult> loads;

    private MergedLoad(List<LoadResult> loads) {
        this.loads = loads;
    }

    /** Empty where there are none; a single one is left as it is. */
    static Optional<LoadResult> of(List<LoadResult> loads) {
        if (loads.size() < 2) {
            return loads.stream().findFirst();
        }
        return Optional.of(new MergedLoad(loads).merged());
    }

    private LoadResult merged() {
        return new LoadResult(
                published(),
                sum(LoadResult::expected),
                loads.stream().map(LoadResult::deliveries).reduce(Deliveries.NONE, Deliveries::plus),
                latencies(),
                loads.stream().map(LoadResult::traffic).reduce(Traffic.NONE, Traffic::plus),
                connections(),
                seconds(),
                List.of(), // of several trials they are not one series
                loads.get(0).flights(),
                loads.stream().map(LoadResult::life).reduce(Life.quiet(), Life::plus),
                loads.stream()
                        .map(LoadResult::failure)
                        .flatMap(Optional::stream)
                        .findFirst(),
                loads.stream().map(LoadResult::tlsHandshakes).reduce(TlsHandshakes.none(), TlsHandshakes::plus));
    }

    private Published published() {
        return new Published(
                sum(load -> load.published().events()),
                sum(load -> load.published().windowEvents()),
                sum(load -> load.published().bytesUp()),
                sum(load -> load.published().bytesDown()),
                loads.stream()
                        .map(load -> load.published().idle())
                        .flatMap(Optional::stream)
                        .reduce((one, other) -> one.plus(other)));
    }

    private Latencies latencies() {
        return new Latencies(
                histogram(Latencies::latency),
                histogram(Latencies::serviceLatency),
                histogram(Latencies::publishDelay),
                histogram(Latencies::connectTime),
                histogram(Latencies::rearmGap),
                loads.stream()
                        .map(load -> load.latencies().worstUserMeanNanos())
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .max(),
                histogram(Latencies::acknowledgement));
    }

    private Histogram histogram(Function<Latencies, Histogram> which) {
        Histogram all = new Histogram(SIGNIFICANT_DIGITS);
        loads.forEach(load -> all.add(which.apply(load.latencies())));
        return all;
    }

    private ConnectionCounts connections() {
        ConnectionCounts sums =
                loads.stream().map(LoadResult::connections).reduce(ConnectionCounts.NONE, ConnectionCounts::plus);
        long peak = loads.stream()
                .mapToLong(load -> load.connections().peak())
                .max()
                .orElse(0);
        return new ConnectionCounts(
                sums.opened(),
                peak,
                sums.closedByUser(),
                sums.closedByServer(),
                sums.failed(),
                sums.reconnected(),
                sums.backoffs(),
                sums.backoffNanos());
    }

    /** One trial after the other. */
    private List<Second> seconds() {
        List<Second> all = new ArrayList<>();
        long startNanos = 0;
        for (LoadResult load : loads) {
            long endNanos = startNanos;
            for (Second second : load.seconds()) {
                all.add(second.movedBy(startNanos));
                endNanos = startNanos + second.offsetNanos() + second.lengthNanos();
            }
            startNanos = endNanos;
        }
        return all;
    }

    private long sum(ToLongFunction<LoadResult> count) {
        return loads.stream().mapToLong(count).sum();
    }
}
