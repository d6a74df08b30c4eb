package dev.pushbench.bench.report;

import dev.pushbench.bench.result.Row;
import dev.pushbench.protocol.Technique;

/**
 * A technique as it was set, like polling every 500 ms: a line of a chart.
 *
 * @param interval of a polling user, or wait of a long-polling one, in milliseconds; empty where it means nothing
 * @param closes whether the connection ends after each response
 */
record Variant(Technique technique, String interval, boolean closes) {
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
                !technique.isPush() && row.text("keep_alive").equals("false"));
    }
}
