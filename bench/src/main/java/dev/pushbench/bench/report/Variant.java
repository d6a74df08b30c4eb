package dev.pushbench.bench.report;

import dev.pushbench.bench.result.Row;
import dev.pushbench.protocol.Technique;

/**
 * A technique as it was set, like polling every 500 ms: a line of a chart.
 *
 * @param interval of a polling user, or wait of a long-polling one, in milliseconds; empty where it means nothing
 * @param closes whether the connection ends after each response
 * @param manner of the server, the users or the connection, where it is not the usual one, in words that each begin with a space
 */
record Variant(Technique technique, String interval, boolean closes, String manner) {
    /** What is usual where a run says it, and was in all runs that do not. */
    private static final String USUAL_HEARTBEAT = "15000";

    private static final String NOTHING = "0";

    static Variant of(Row row) {
        Technique technique = row.technique();
        String interval = switch (technique) {
            case POLLING -> row.text("poll_interval_ms");
            case LONG_POLLING -> row.text("long_poll_wait_ms");
            case STREAMING, SSE, WEBSOCKET -> "";
        };
        return new Variant(
                technique,
                interval,
                !technique.isPush() && row.text("keep_alive").equals("false"),
                frames(row, technique)
                        + phases(row, technique)
                        + heartbeat(row.text("heartbeat_ms"))
                        + coalescing(row.text("coalesce_ms")));
    }

    private static String frames(Row row, Technique technique) {
        if (technique != Technique.WEBSOCKET) {
            return "";
        }
        String subprotocol = row.text("subprotocol");
        return (row.text("frames").equals("binary") ? " binary" : "")
                + (subprotocol.isEmpty() ? "" : " " + subprotocol);
    }

    private static String phases(Row row, Technique technique) {
        return technique == Technique.POLLING && row.text("poll_phases").equals("aligned") ? " aligned" : "";
    }

    private static String heartbeat(String millis) {
        return switch (millis) {
            case "", USUAL_HEARTBEAT -> "";
            case NOTHING -> " without heartbeat";
            default -> " heartbeat " + millis + " ms";
        };
    }

    private static String coalescing(String millis) {
        return millis.isEmpty() || millis.equals(NOTHING) ? "" : " coalesced " + millis + " ms";
    }
}
