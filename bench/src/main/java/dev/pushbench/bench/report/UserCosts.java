package dev.pushbench.bench.report;

import dev.pushbench.bench.report.fit.Observation.PerUserSecond;
import dev.pushbench.bench.report.fit.Rooms;
import dev.pushbench.bench.result.CellRecord;
import dev.pushbench.bench.result.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one user took in a second of a cell's windows.
 *
 * <p>The summary has amounts of the windows, divided by the deliveries in them. Multiplied by the deliveries of a second they are amounts
 * of a second, whether the events caused them or time did, like polls and heartbeats.
 */
final class UserCosts {
    private static final double SECONDS_PER_MINUTE = 60;

    private UserCosts() {}

    /** Empty if the cell has no figure for bytes. */
    static Optional<PerUserSecond> of(CellRecord cell, Rooms rooms) {
        if (cell.row().eventsPerSecond() == 0) {
            return idle(cell);
        }
        return Bytes.perDelivery(cell).isPresent()
                ? Optional.of(perUserSecond(cell, deliveriesPerSecond(cell, rooms), rooms))
                : Optional.empty();
    }

    private static Optional<PerUserSecond> idle(CellRecord cell) {
        OptionalDouble bytes = Figures.of(cell, "idle_bytes_per_user_minute");
        OptionalDouble cpuMillis = Figures.of(cell, "server_cpu_ms_per_user_minute");
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(new PerUserSecond(
                        0,
                        0,
                        0,
                        bytes.getAsDouble() / SECONDS_PER_MINUTE,
                        OptionalDouble.empty(),
                        0,
                        times(cpuMillis, 1e3 / SECONDS_PER_MINUTE)));
    }

    private static PerUserSecond perUserSecond(CellRecord cell, double deliveries, Rooms rooms) {
        boolean isPush = cell.row().technique().isPush();
        // A record of TLS belongs to an answer, or to a pushed event.
        List<String> event = List.of("payload_bytes_per_delivery", "framing_bytes_per_delivery");
        double tls = figure(cell, "tls_bytes_per_delivery");
        double publishing = publishingHeadBytes(cell, rooms);
        double eventBytes = Figures.sum(cell, event).orElse(0) + publishing + (isPush ? tls : 0);
        double requestBytes = Math.max(0, figure(cell, "head_bytes_per_delivery") - publishing) + (isPush ? 0 : tls);
        // A request that opened a stream is part of the handshake.
        double requests = isPush ? 0 : figure(cell, "requests_per_delivery");
        return new PerUserSecond(
                deliveries,
                eventBytes * deliveries,
                requestBytes * deliveries,
                figure(cell, "control_bytes_per_delivery") * deliveries,
                OptionalDouble.of(requests * deliveries),
                requests * figure(cell, "empty_answer_share") * deliveries,
                times(Figures.of(cell, "server_cpu_us_per_delivery"), deliveries));
    }

    /** Heads of the requests with which users publish: each event has one, and is delivered to all users of its room. */
    private static double publishingHeadBytes(CellRecord cell, Rooms rooms) {
        return Figures.sum(cell, List.of("upstream_head_bytes_per_message_up", "upstream_head_bytes_per_message_down"))
                        .orElse(0)
                / rooms.audience(cell.row().users());
    }

    /**
     * Deliveries to a user in a second of the windows, as they were counted; as they were configured if they were not counted, or not of
     * all users.
     */
    private static double deliveriesPerSecond(CellRecord cell, Rooms rooms) {
        Row row = cell.row();
        long trials = cell.trials().stream().filter(Row::isResult).count();
        double seconds = figure(cell, "window_ms") / 1e3 * figure(cell, "windows") * trials;
        double delivered = figure(cell, "delivered");
        boolean isOfAllUsers = figure(cell, "slow_readers_share") == 0;
        return seconds > 0 && delivered > 0 && isOfAllUsers
                ? delivered / seconds / row.users()
                : rooms.receivedPerSecond(row.users(), row.eventsPerSecond());
    }

    private static double figure(CellRecord cell, String column) {
        return Figures.of(cell, column).orElse(0);
    }

    private static OptionalDouble times(OptionalDouble figure, double by) {
        return figure.isPresent() ? OptionalDouble.of(figure.getAsDouble() * by) : figure;
    }
}
