package dev.pushbench.bench.scenario;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * One combination that is measured: a row of the summary.
 *
 * @param number from 1, in the order of the run
 * @param fork the round that measures this combination, from 1
 * @param users that read, at least 1
 */
public record Cell(
        int number,
        int fork,
        Technique technique,
        int users,
        LoadPlan.Publishing publishing,
        LoadPlan.Reading reading,
        LoadPlan.Requests requests,
        Phases phases) {
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final Duration LEAST_DRAIN = Duration.ofSeconds(5);

    /** Starting the server, connecting, draining, stopping: about that much beside the phases. */
    private static final Duration OVERHEAD = Duration.ofSeconds(2);

    /** About how long it takes to measure them, one after the other. */
    public static Duration expectedTime(List<Cell> cells) {
        return cells.stream().map(cell -> cell.phases.total().plus(OVERHEAD)).reduce(Duration.ZERO, Duration::plus);
    }

    /** What the cell is called where one word must name it: {@code websocket-1000}. */
    public String scenario() {
        return technique.id() + "-" + users;
    }

    /**
     * What the load generator has to do against a server that listens at {@code server}.
     *
     * @param roomPrefix of the room that this cell has for itself
     */
    public LoadPlan plan(InetSocketAddress server, String roomPrefix) {
        return new LoadPlan(
                technique,
                server,
                new RoomName(roomPrefix + "-" + number),
                users,
                publishing,
                reading,
                requests,
                new LoadPlan.Timing(CONNECT, phases.idle(), phases.warmup(), phases.window(), drain()));
    }

    /** A poller sees the last event one interval late; three leave room for two slow answers. */
    private Duration drain() {
        Duration threePolls = reading.pollInterval().multipliedBy(3);
        return technique == Technique.POLLING && threePolls.compareTo(LEAST_DRAIN) > 0 ? threePolls : LEAST_DRAIN;
    }
}
