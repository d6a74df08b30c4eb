package dev.pushbench.bench.jmh;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
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
            MaskedFrameBenchmark.class,
            RoomBenchmark.class,
            FanOutBenchmark.class,
            LedgerBenchmark.class);

    private MicroSuite() {}

    /** {@code Class.method} of each, in the order in which they are measured. */
    public static List<String> names() {
        return BENCHMARKS.stream().flatMap(MicroSuite::names).toList();
    }

    /** The names in which the expression finds something. */
    public static List<String> names(Pattern filter) {
        return names().stream().filter(name -> filter.matcher(name).find()).toList();
    }

    /** The name by which JMH knows it. */
    static String qualified(String name) {
        return MicroSuite.class.getPackageName() + "." + name;
    }

    private static Stream<String> names(Class<? extends Measured> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(Method::getName)
                .sorted()
                .map(method -> type.getSimpleName() + "." + method);
    }
}
