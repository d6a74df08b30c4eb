package dev.pushbench.bench.scenario;

import dev.pushbench.bench.input.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** For tests: two values of each axis that are hard to keep apart, and the cells that they make, alone and with a second axis. */
public final class AxisCells {
    private AxisCells() {}

    /**
     * Two values of an axis.
     *
     * @param values both, separated by a comma
     * @param context what else a suite must have so that both make cells
     */
    private record Values(String values, Map<SuiteKey, String> context) {}

    /** The cells of a suite with both values of an axis, by its name. {@code folder} gets files of headers. */
    public static Map<String, List<Cell>> ofEachAxis(Path folder) throws IOException {
        Map<String, List<Cell>> suites = new LinkedHashMap<>();
        for (Axis axis : Axis.values()) {
            suites.put(axis.name(), cells(List.of(values(axis, folder)), List.of(axis)));
        }
        return suites;
    }

    /** The same with both values of two axes, wherever a suite may have them together. */
    public static Map<String, List<Cell>> ofEachPair(Path folder) throws IOException {
        Map<String, List<Cell>> suites = new LinkedHashMap<>();
        for (Axis one : Axis.values()) {
            for (Axis other : Axis.values()) {
                if (one.compareTo(other) < 0) {
                    List<Values> both = List.of(values(one, folder), values(other, folder));
                    try {
                        suites.put(one + " and " + other, cells(both, List.of(one, other)));
                    } catch (UsageError notTogether) {
                        // such as pairs of events that come in bursts
                    }
                }
            }
        }
        return suites;
    }

    private static List<Cell> cells(List<Values> all, List<Axis> axes) {
        Map<SuiteKey, Optional<String>> options = new EnumMap<>(SuiteKey.class);
        options.put(SuiteKey.TECHNIQUES, Optional.of("sse"));
        options.put(SuiteKey.USERS, Optional.of("20"));
        all.forEach(each -> each.context().forEach((key, text) -> options.put(key, Optional.of(text))));
        for (int i = 0; i < axes.size(); i++) {
            options.put(axes.get(i).key(), Optional.of(all.get(i).values()));
        }
        List<Cell> cells = new ArrayList<>();
        Suites.resolved("smoke", Settings.ofOptions(options))
                .suite()
                .trials()
                .forEach(trial -> cells.add(trial.cell()));
        return cells;
    }

    private static Values values(Axis axis, Path folder) throws IOException {
        return switch (axis) {
            case SCENARIO -> plain("broadcast,notify");
            case USERS -> plain("20,40");
            case USERS_PER_ROOM -> plain("auto,10");
            case ARRIVALS -> new Values("constant,burst", Map.of(SuiteKey.BURST, "1"));
            case BURST -> new Values("2,3", Map.of(SuiteKey.SCENARIO, "burst"));
            case RATE -> plain("1000.1,1000.2");
            case EVENT_BYTES -> plain("128,129");
            case HEADERS -> plain(header(folder, "a", "X-App: 1") + "," + header(folder, "b", "X-App: 2"));
            case LINK -> plain("rtt=80ms,rtt=80.5ms");
            case TLS -> plain("1.2,1.3");
            case TLS_RESUMPTION -> new Values("true,false", Map.of(SuiteKey.TLS, "1.3"));
            case TECHNIQUE -> plain("streaming,sse");
            case FRAMES -> webSocket("text,binary");
            case SUBPROTOCOL -> webSocket("none,offered");
            case POLL_INTERVAL -> polling("1.5ms,1.9ms");
            case LONG_POLL_WAIT -> new Values("1000.2ms,1000.3ms", Map.of(SuiteKey.TECHNIQUES, "long-polling"));
            case KEEP_ALIVE -> polling("true,false");
            case POLL_PHASES -> polling("spread,aligned");
            case PAIR_GAP -> plain("0.5ms,0.7ms");
            case CHURN -> plain("1,1.5");
            case SLOW_READERS -> plain("0.1,0.2");
            case SLOW_READ -> new Values("0,100", Map.of(SuiteKey.SCENARIO, "slow-readers"));
            case HEARTBEAT -> plain("none,5s");
            case COALESCE -> plain("0,20ms");
        };
    }

    private static Values plain(String values) {
        return new Values(values, Map.of());
    }

    private static Values polling(String values) {
        return new Values(values, Map.of(SuiteKey.TECHNIQUES, "polling"));
    }

    private static Values webSocket(String values) {
        return new Values(values, Map.of(SuiteKey.TECHNIQUES, "websocket"));
    }

    /** A file that has its name in common with others. */
    private static Path header(Path folder, String place, String line) throws IOException {
        Path file = Files.createDirectories(folder.resolve(place)).resolve("headers.txt");
        return Files.writeString(file, line + "\n");
    }
}
