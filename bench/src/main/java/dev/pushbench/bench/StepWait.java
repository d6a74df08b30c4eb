package dev.pushbench.bench;

import dev.pushbench.bench.capacity.DesignWait;
import dev.pushbench.bench.link.LinkProfile;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.Conduct;
import java.time.Duration;

/** How long deliveries of a cell wait by its settings alone. */
final class StepWait {
    /** Connecting, a handshake of TLS 1.2, and the request itself. */
    private static final int MAX_ROUND_TRIPS_OF_A_REQUEST = 4;

    private StepWait() {}

    static DesignWait of(Cell cell) {
        long oneWayNanos = cell.link()
                .map(LinkProfile::longestOneWay)
                .orElse(Duration.ZERO)
                .toNanos();
        long requestNanos = 2 * oneWayNanos * (cell.requests().keepAlive() ? 1 : MAX_ROUND_TRIPS_OF_A_REQUEST);
        long coalescingNanos = cell.serving().coalescing().toNanos();
        return switch (cell.technique()) {
            case POLLING ->
                DesignWait.polling(cell.reading().pollInterval().toNanos(), pollInstants(cell))
                        .plus(requestNanos);
            case LONG_POLLING ->
                DesignWait.NONE.plus(oneWayNanos).plusUpTo(coalescingNanos).plusUpTo(requestNanos);
            case STREAMING, SSE, WEBSOCKET -> DesignWait.NONE.plus(oneWayNanos).plusUpTo(coalescingNanos);
        };
    }

    /** Phases are even over all users that read a room at their usual speed from the beginning to the end; else nothing is known of them. */
    private static int pollInstants(Cell cell) {
        Conduct conduct = cell.scene().conduct();
        boolean areEven = !conduct.pollsAligned()
                && !conduct.hasChurn()
                && !conduct.restart()
                && conduct.slow().share() == 0;
        return areEven ? cell.scene().audience(cell.users()) : 1;
    }
}
