package dev.pushbench.bench.jmh.macro;

import dev.pushbench.bench.host.CpuPinning;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.SearchPath;
import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.link.LinkProfile;
import dev.pushbench.bench.link.LinkText;
import dev.pushbench.bench.result.AppliesTo;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Serving;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.ProfilerException;
import org.openjdk.jmh.profile.ProfilerFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.ProfilerConfig;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/** JMH's options of one trial. */
final class MacroOptions {
    private static final String OPTION = "--jmh-args";
    private static final String SETSID = "setsid";
    private static final String TEMPORARY_FILES = "-Djava.io.tmpdir=";
    private static final String PORT = "-D" + Principal.PORT + "=";

    /** Beyond a window: its last delivery, the collections before it, the comparison after it. */
    private static final long SLACK_SECONDS = 180;

    /** The parameters of {@link TechniqueBenchmark}, and what a cell says of each. */
    private static final Map<String, Function<Cell, String>> PARAMETERS = parameters();

    private MacroOptions() {}

    static Options of(MacroSetting setting, Cell cell, int port) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .parent(parsed(setting.jmhArguments()))
                .include("^" + Pattern.quote(TechniqueBenchmark.class.getName()) + "\\.window$")
                .forks(1)
                .warmupIterations(cell.phases().windows().warmup())
                .measurementIterations(cell.phases().windows().measured())
                .timeout(TimeValue.seconds(
                        cell.phases().total().plus(cell.drain()).toSeconds() + SLACK_SECONDS))
                .shouldFailOnError(true)
                .jvmArgs(jvmFlags(setting, cell, port));
        Cell measured = setting.target().isPresent() ? cell.with(Serving.FOREIGN) : cell;
        PARAMETERS.forEach((name, said) -> options.param(name, said.apply(measured)));
        profilers().forEach(options::addProfiler);
        List<String> prefix = prefix(setting.generatorCores());
        if (!prefix.isEmpty()) {
            options.addProfiler(PinnedFork.class, String.join(" ", prefix));
        }
        if (!setting.generatorJava().equals(JavaExecutable.ofThisJvm().path())) {
            options.jvm(setting.generatorJava().toString());
        }
        return options.build();
    }

    /**
     * What a user passes through to JMH.
     *
     * @throws UsageError where JMH does not take it, or it is said by an option of ours
     */
    static CommandLineOptions parsed(List<String> arguments) {
        try {
            CommandLineOptions options = new CommandLineOptions(arguments.toArray(String[]::new));
            for (ProfilerConfig profiler : options.getProfilers()) {
                ProfilerFactory.getProfilerOrException(profiler); // or every trial would fail of it
            }
            said(options).forEach((name, isSaid) -> {
                if (isSaid) {
                    throw new UsageError(
                            OPTION, "not to be said there", name, "what no option of run says, like -prof gc");
                }
            });
            return options;
        } catch (CommandLineOptionException | ProfilerException | IllegalStateException notTaken) {
            throw new UsageError(
                    OPTION,
                    "JMH does not take it (" + notTaken.getMessage() + ")",
                    String.join(" ", arguments),
                    "options of org.openjdk.jmh.Main, like -prof gc");
        }
    }

    /** The flags that it adds to those of the fork. */
    static List<String> jvmFlags(Options options) {
        return Stream.of(options.getJvmArgsPrepend(), options.getJvmArgsAppend())
                .filter(Optional::hasValue)
                .flatMap(flags -> flags.get().stream())
                .toList();
    }

    private static Map<String, Boolean> said(CommandLineOptions options) {
        Map<String, Boolean> said = new LinkedHashMap<>();
        said.put("the name of a benchmark", !options.getIncludes().isEmpty());
        said.put("-f", options.getForkCount().hasValue());
        said.put("-wf", options.getWarmupForkCount().hasValue());
        said.put("-wi", options.getWarmupIterations().hasValue());
        said.put("-w", options.getWarmupTime().hasValue());
        said.put("-i", options.getMeasurementIterations().hasValue());
        said.put("-r", options.getMeasurementTime().hasValue());
        said.put("-bs", options.getMeasurementBatchSize().hasValue());
        said.put("-wbs", options.getWarmupBatchSize().hasValue());
        said.put("-wm", options.getWarmupMode().hasValue());
        said.put("-wmb", !options.getWarmupIncludes().isEmpty());
        said.put("-e", !options.getExcludes().isEmpty());
        said.put("-opi", options.getOperationsPerInvocation().hasValue());
        said.put("-to", options.getTimeout().hasValue());
        said.put("-foe", options.shouldFailOnError().hasValue());
        said.put("-bm", !options.getBenchModes().isEmpty());
        said.put("-t", options.getThreads().hasValue());
        said.put("-tg", options.getThreadGroups().hasValue());
        said.put("-jvm", options.getJvm().hasValue());
        said.put("-jvmArgs", options.getJvmArgs().hasValue());
        said.put("-o", options.getOutput().hasValue());
        said.put("-rf", options.getResultFormat().hasValue());
        said.put("-rff", options.getResult().hasValue());
        said.put("-l, -lp, -lprof, -lrf or -h", lists(options));
        PARAMETERS
                .keySet()
                .forEach(name ->
                        said.put("-p " + name, options.getParameter(name).hasValue()));
        return said;
    }

    private static boolean lists(CommandLineOptions options) {
        return options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats()
                || options.shouldHelp();
    }

    private static Map<String, Function<Cell, String>> parameters() {
        Map<String, Function<Cell, String>> parameters = new LinkedHashMap<>();
        parameters.put("technique", cell -> cell.technique().id());
        parameters.put("users", cell -> Integer.toString(cell.users()));
        parameters.put(
                "rate",
                cell -> only(
                        AppliesTo.EVENTS,
                        cell,
                        BigDecimal.valueOf(cell.publishing().eventsPerSecond())
                                .stripTrailingZeros()
                                .toPlainString()));
        parameters.put(
                "eventBytes",
                cell -> only(
                        AppliesTo.EVENTS,
                        cell,
                        Integer.toString(cell.publishing().eventBytes())));
        parameters.put(
                "pollIntervalMillis",
                cell -> only(AppliesTo.POLLING, cell, millis(cell.reading().pollInterval())));
        parameters.put(
                "longPollWaitMillis",
                cell -> only(AppliesTo.LONG_POLLING, cell, millis(cell.reading().longPollWait())));
        parameters.put("headers", cell -> cell.requests().headers().name());
        parameters.put(
                "keepAlive",
                cell -> only(
                        AppliesTo.ASKING, cell, Boolean.toString(cell.requests().keepAlive())));
        parameters.put("scenario", cell -> cell.scene().name());
        parameters.put("link", cell -> cell.link().map(LinkProfile::name).orElse(LinkText.NONE));
        parameters.put("tls", cell -> cell.tls().map(tls -> tls.version().id()).orElse("none"));
        parameters.put(
                "tlsResumption",
                cell -> cell.tls()
                        .map(tls -> Boolean.toString(tls.resumption()))
                        .orElse(TechniqueBenchmark.NOT_APPLICABLE));
        parameters.put(
                "heartbeatMillis",
                cell -> only(AppliesTo.HEARTBEAT, cell, millis(cell.serving().heartbeat())));
        parameters.put(
                "coalesceMillis",
                cell -> only(AppliesTo.COALESCING, cell, millis(cell.serving().coalescing())));
        parameters.put("cell", Cell::id);
        return parameters;
    }

    private static String only(AppliesTo cells, Cell cell, String value) {
        return cells.test(cell) ? value : TechniqueBenchmark.NOT_APPLICABLE;
    }

    private static String millis(Duration time) {
        return DurationText.millis(time).toPlainString();
    }

    private static List<Class<? extends WindowProfiler>> profilers() {
        return List.of(
                LatencyProfiler.class,
                WireProfiler.class,
                ConnectionsProfiler.class,
                CostProfiler.class,
                ValidityProfiler.class);
    }

    private static String[] jvmFlags(MacroSetting setting, Cell cell, int port) {
        List<String> flags = new ArrayList<>(setting.splitting()
                .of(cell.users(), cell.link().isPresent())
                .overTls(cell.tls().isPresent())
                .leadFlags(cell.users()));
        flags.add(TEMPORARY_FILES + System.getProperty("java.io.tmpdir"));
        flags.add(PORT + port);
        return flags.toArray(String[]::new);
    }

    /** Whether a flag says nothing of how the fork ran, but only connects it to this JVM. */
    static boolean isOfOneFork(String flag) {
        return flag.startsWith(PORT) || flag.startsWith(TEMPORARY_FILES);
    }

    /** In a session of its own, where that can be: a terminal's Ctrl-C then reaches this JVM alone, which has the fork end in order. */
    private static List<String> prefix(List<Integer> cores) {
        List<String> words = new ArrayList<>();
        if (new SearchPath(System.getenv("PATH")).has(SETSID)) {
            words.add(SETSID);
        }
        words.addAll(CpuPinning.prefixFor(cores));
        return words;
    }
}
