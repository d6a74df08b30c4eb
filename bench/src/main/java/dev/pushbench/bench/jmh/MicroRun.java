package dev.pushbench.bench.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures benchmarks through JMH, one after the other and each by itself, so that one that fails takes no other with it. What JMH
 * prints goes into a log. For one thread.
 */
public final class MicroRun implements AutoCloseable {
    private static final int QUICK_ITERATIONS = 2;
    private static final TimeValue QUICK_TIME = TimeValue.milliseconds(50);

    private final Harness harness;
    private final List<String> jvmFlags;
    private final boolean quick;
    private final JmhLog log;
    private final List<RunResult> results = new ArrayList<>();
    private final List<MicroFigure> figures = new ArrayList<>();

    /** What runs a benchmark: JMH, other than in a test. */
    interface Harness {
        Collection<RunResult> run(Options options, OutputFormat output) throws RunnerException;
    }

    /**
     * A run through JMH.
     *
     * @param jvmFlags of the JVMs that JMH forks
     * @param quick whether to measure so short that the figures say nothing
     * @param log the file that JMH's own output goes into
     */
    public MicroRun(List<String> jvmFlags, boolean quick, Path log) {
        this((options, output) -> new Runner(options, output).run(), jvmFlags, quick, log);
    }

    MicroRun(Harness harness, List<String> jvmFlags, boolean quick, Path log) {
        this.harness = harness;
        this.jvmFlags = List.copyOf(jvmFlags);
        this.quick = quick;
        this.log = JmhLog.open(log);
    }

    /**
     * Measures one benchmark.
     *
     * @param benchmark as {@link MicroSuite} names it
     * @return why there is no figure; empty where there is one
     */
    public Optional<String> measure(String benchmark) {
        Collection<RunResult> measured;
        try {
            measured = harness.run(options(MicroSuite.benchmark(benchmark)), log.output());
        } catch (RunnerException | RuntimeException failure) { // JMH's own BenchmarkException is unchecked
            return Optional.of(log.reason(failure));
        }
        if (measured.size() != 1) {
            return Optional.of("JMH gave " + measured.size() + " results instead of one");
        }
        RunResult result = measured.iterator().next();
        results.add(result);
        figures.add(MicroFigure.of(benchmark, result));
        return Optional.empty();
    }

    /** Of the benchmarks measured so far. */
    public List<MicroFigure> figures() {
        return List.copyOf(figures);
    }

    /** Writes all results in JMH's own JSON form. */
    public void writeTo(Path json) {
        try (PrintStream out = printStream(json)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
            if (out.checkError()) {
                throw new UncheckedIOException(new IOException("results cannot be written to " + json));
            }
        }
    }

    @Override
    public void close() {
        log.close();
    }

    private Options options(MicroBenchmark benchmark) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.qualified()) + "$")
                .addProfiler(GCProfiler.class)
                .jvmArgs(jvmFlags.toArray(String[]::new))
                .shouldFailOnError(true);
        benchmark.parameters().forEach(options::param);
        if (quick) {
            options.forks(1)
                    .warmupIterations(1)
                    .warmupTime(QUICK_TIME)
                    .measurementIterations(QUICK_ITERATIONS)
                    .measurementTime(QUICK_TIME);
        }
        return options.build();
    }

    private static PrintStream printStream(Path file) {
        try {
            return new PrintStream(file.toFile(), StandardCharsets.UTF_8);
        } catch (IOException notOpened) {
            throw new UncheckedIOException("results cannot be written to " + file, notOpened);
        }
    }
}
