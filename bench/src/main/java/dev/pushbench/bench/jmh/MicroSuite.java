package dev.pushbench.bench.jmh;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * All micro benchmarks. Written down rather than taken from JMH's list: a benchmark that the build lost is then missed, not
 * overlooked.
 */
public final class MicroSuite {
    public static final String ID = "micro";

    private static final List<Class<? extends Measured>> BENCHMARKS = List.of(
            EventBenchmark.class,
            FramingBenchmark.class,
            ResponseBenchmark.class,
            SseBenchmark.class,
            FrameBenchmark.class,
            RequestBenchmark.class,
            MaskedFrameBenchmark.class,
            RoomBenchmark.class,
            FanOutBenchmark.class,
            LedgerBenchmark.class);

    /** The cheapest push, and the technique that has to ask again after every event; JMH itself measures the rest. */
    private static final List<String> CLOSED_LOOP_TECHNIQUES = List.of("long-polling", "websocket");

    private static final String CLOSED_LOOP_USERS = "100";

    private static final List<String> REQUEST_HEADERS = List.of("minimal", "browser");

    private static final List<MicroBenchmark> ALL = all();

    private MicroSuite() {}

    /** The name of each, in the order in which they are measured. */
    public static List<String> names() {
        return ALL.stream().map(MicroBenchmark::name).toList();
    }

    /** The names in which the expression finds something. */
    public static List<String> names(Pattern filter) {
        return names().stream().filter(name -> filter.matcher(name).find()).toList();
    }

    /** @param name one of {@link #names()} */
    static MicroBenchmark benchmark(String name) {
        return ALL.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no benchmark of the suite: " + name));
    }

    private static List<MicroBenchmark> all() {
        Stream<MicroBenchmark> steps =
                BENCHMARKS.stream().flatMap(MicroSuite::methods).map(method -> new MicroBenchmark(method, Map.of()));
        Stream<MicroBenchmark> rounds = methods(ClosedLoopFanOutBenchmark.class)
                .flatMap(method -> CLOSED_LOOP_TECHNIQUES.stream().map(technique -> closedLoop(method, technique)));
        Stream<MicroBenchmark> requests = methods(ClosedLoopRequestBenchmark.class)
                .flatMap(method -> REQUEST_HEADERS.stream()
                        .map(headers -> new MicroBenchmark(method, Map.of("headers", headers))));
        return Stream.of(steps, rounds, requests).flatMap(each -> each).toList();
    }

    private static MicroBenchmark closedLoop(String method, String technique) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("technique", technique);
        parameters.put("users", CLOSED_LOOP_USERS);
        return new MicroBenchmark(method, parameters);
    }

    private static Stream<String> methods(Class<? extends Measured> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(Method::getName)
                .sorted()
                .map(method -> type.getSimpleName() + "." + method);
    }
}
