package dev.pushbench.bench.scenario;

import dev.pushbench.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the server pushes.
 *
 * @param heartbeat after so much silence a connection is shown to be alive, in whole milliseconds; zero for never
 * @param coalescing for so long events are held back, to be sent together, in whole milliseconds; zero for not at all
 * @param known whether the server is ours; of another one nothing is known, and the times mean nothing
 */
public record Serving(Duration heartbeat, Duration coalescing, boolean known) {
    /** As a server is where nothing else is asked of it. */
    public static final Serving USUAL =
            new Serving(ServerOptions.DEFAULT.heartbeat(), ServerOptions.DEFAULT.coalescing());

    /** By a server that is not ours. */
    public static final Serving FOREIGN = new Serving(USUAL.heartbeat, USUAL.coalescing, false);

    /** By a server of ours. */
    public Serving(Duration heartbeat, Duration coalescing) {
        this(heartbeat, coalescing, true);
    }

    /** What it adds to the name of a cell: nothing where it is usual. */
    String suffix() {
        StringBuilder suffix = new StringBuilder();
        if (!heartbeat.equals(USUAL.heartbeat)) {
            suffix.append("-heartbeat").append(heartbeat.isZero() ? "-none" : heartbeat.toMillis() + "ms");
        }
        if (!coalescing.equals(USUAL.coalescing)) {
            suffix.append("-coalesce").append(coalescing.toMillis()).append("ms");
        }
        return suffix.toString();
    }

    /** The words of a server's command line that ask for it; none where it is usual. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (!heartbeat.equals(USUAL.heartbeat)) {
            words.addAll(List.of("--heartbeat-ms", Long.toString(heartbeat.toMillis())));
        }
        if (!coalescing.equals(USUAL.coalescing)) {
            words.addAll(List.of("--coalesce-ms", Long.toString(coalescing.toMillis())));
        }
        return words;
    }
}
