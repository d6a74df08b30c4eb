package dev.pushbench.bench.report;

import dev.pushbench.bench.report.chart.Ink;
import dev.pushbench.bench.report.chart.Ink.Marker;
import dev.pushbench.protocol.Technique;

/**
 * How each technique looks, in every chart.
 *
 * <p>Each colour has a contrast of at least 3 both on white and on {@code #14171c}. Those who do not tell them apart have dash,
 * marker and name.
 */
final class Inks {
    private Inks() {}

    static Ink of(Technique technique) {
        return switch (technique) {
            case POLLING -> new Ink("#D55E00", "9 4", Marker.SQUARE);
            case LONG_POLLING -> new Ink("#CC79A7", "3 3", Marker.DIAMOND);
            case STREAMING -> new Ink("#3B97DD", "12 3 3 3", Marker.TRIANGLE);
            case SSE -> new Ink("#0072B2", "5 3", Marker.CROSS);
            case WEBSOCKET -> new Ink("#009E73", "none", Marker.CIRCLE);
        };
    }
}
