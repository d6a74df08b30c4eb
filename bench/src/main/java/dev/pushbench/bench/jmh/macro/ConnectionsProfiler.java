package dev.pushbench.bench.jmh.macro;

import dev.pushbench.client.measure.ConnectionCounts;
import java.util.List;
import org.openjdk.jmh.results.Result;

/** The users' connections. */
public final class ConnectionsProfiler extends WindowProfiler {
    private static final String UNIT = "#";

    public ConnectionsProfiler() {
        super("Connections of the users");
    }

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window) {}

    @Override
    void addTo(List<Result<?>> results, WindowOutcome window, TrialOutcome trial) {
        ConnectionCounts counts = trial.load().connections();
        results.add(sum("connections.opened", counts.opened(), UNIT));
        results.add(peak("connections.peak", counts.peak(), UNIT));
        results.add(sum("connections.closed_by_user", counts.closedByUser(), UNIT));
        results.add(sum("connections.closed_by_server", counts.closedByServer(), UNIT));
        results.add(sum("connections.failed", counts.failed(), UNIT));
        results.add(sum("connections.reconnected", counts.reconnected(), UNIT));
    }
}
