package dev.pushbench.bench.result;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What figures have in common that one disturbance spoils and another leaves alone. Each group has its own verdict. */
public enum FigureGroup {
    /** Deliveries, bytes, requests, connections: counted one by one, whatever else the machine does. */
    EXACT("exact"),
    /** Times, and what is counted within a span of time. */
    LATENCY("latency"),
    /** CPU time, allocation, memory and threads, of the server and of the load generator. */
    COST("cost");

    private static final Pattern OF_PROCESSES = Pattern.compile("(server|generator|processes)_.+");
    private static final Pattern TIME = Pattern.compile(".+_(us|ms)");

    /** Of processes by their name, but counted by one of them like any other connection. */
    private static final Set<String> COUNTED = Set.of("server_connections_accepted");

    /** Counted within 100 ms: how many there are depends on when threads run. */
    private static final Set<String> COUNTED_IN_A_SPAN =
            Set.of("herd_requests_p50", "herd_requests_max", "requests_per_100ms_max");

    private final String id;

    FigureGroup(String id) {
        this.id = id;
    }

    /** As it stands in names of columns and in messages: {@code latency}. */
    public String id() {
        return id;
    }

    /** The column of {@code summary.csv} and {@code trials.csv} with the verdict on this group: {@code validity_latency}. */
    String column() {
        return "validity_" + id;
    }

    /**
     * The group of a figure.
     *
     * @param column its name in {@code summary.csv}, unit included
     */
    public static FigureGroup ofColumn(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        if (COUNTED.contains(name)) {
            return EXACT;
        }
        if (OF_PROCESSES.matcher(name).matches()) {
            return COST;
        }
        return COUNTED_IN_A_SPAN.contains(name) || TIME.matcher(name).matches() ? LATENCY : EXACT;
    }
}
