package dev.pushbench.bench.result;

import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.Scene;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.Technique;

/** Which cells a column, or a parameter of JMH, says anything of: in the rows of all others it is empty. A closed set. */
public enum AppliesTo {
    POLLING,
    LONG_POLLING,
    /** Polling and long polling: of the others a connection stays open by itself. */
    ASKING,
    WEBSOCKET,
    /** Cells in which anything is published. */
    EVENTS,
    TLS,
    /** Connections that stay open, to a server of ours. */
    HEARTBEAT,
    /** Events that a server of ours could hold back: a poller gets those of its interval together anyway. */
    COALESCING,
    OWN_SERVER;

    /** Whether it is such a cell. */
    public boolean test(Cell cell) {
        return switch (this) {
            case POLLING -> cell.technique() == Technique.POLLING;
            case LONG_POLLING -> cell.technique() == Technique.LONG_POLLING;
            case ASKING -> !cell.technique().isPush();
            case WEBSOCKET -> cell.technique() == Technique.WEBSOCKET;
            case EVENTS -> hasEvents(cell.scene());
            case TLS -> cell.tls().isPresent();
            case HEARTBEAT -> cell.technique().isPush() && OWN_SERVER.test(cell);
            case COALESCING ->
                cell.technique() != Technique.POLLING && hasEvents(cell.scene()) && OWN_SERVER.test(cell);
            case OWN_SERVER -> cell.serving().known();
        };
    }

    private static boolean hasEvents(Scene scene) {
        return scene.arrivals().pattern() != Arrivals.Pattern.NONE;
    }
}
