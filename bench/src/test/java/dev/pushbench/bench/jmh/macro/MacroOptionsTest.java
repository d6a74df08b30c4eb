package dev.pushbench.bench.jmh.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.host.ChildCommand;
import dev.pushbench.bench.host.JavaExecutable;
import dev.pushbench.bench.host.Splitting;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.scenario.AxisCells;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Phases;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.protocol.Technique;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.ProfilerConfig;

final class MacroOptionsTest {
    @TempDir
    private Path folder;

    private static final Path JAVA = JavaExecutable.ofThisJvm().path();
    private static final Cell CELL = new Cell(
            Technique.LONG_POLLING,
            7,
            new LoadPlan.Publishing(2.5, 200),
            new LoadPlan.Reading(Duration.ofMillis(20), Duration.ofSeconds(9)),
            new LoadPlan.Requests(HeaderProfile.BROWSER, false),
            new Phases(
                    Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), new LoadPlan.Windows(4, 5)));

    @ParameterizedTest
    @CsvSource({
        "Technique, the name of a benchmark",
        "-f 2, -f",
        "-wf 1, -wf",
        "-wi 1, -wi",
        "-w 1s, -w",
        "-i 1, -i",
        "-r 1s, -r",
        "-bs 2, -bs",
        "-wbs 2, -wbs",
        "-wm BULK, -wm",
        "-wmb Fan, -wmb",
        "-e Fan, -e",
        "-opi 2, -opi",
        "-to 1s, -to",
        "-foe false, -foe",
        "-bm avgt, -bm",
        "-t 2, -t",
        "-tg 2, -tg",
        "-jvm /java, -jvm",
        "-jvmArgs -Xint, -jvmArgs",
        "-o out.txt, -o",
        "-rf csv, -rf",
        "-rff out.json, -rff",
        "-l, '-l, -lp, -lprof, -lrf or -h'",
        "-lp, '-l, -lp, -lprof, -lrf or -h'",
        "-lprof, '-l, -lp, -lprof, -lrf or -h'",
        "-lrf, '-l, -lp, -lprof, -lrf or -h'",
        "-h, '-l, -lp, -lprof, -lrf or -h'"
    })
    void whatTheHarnessSaysItselfIsRefused(String arguments, String named) {
        refuses(
                arguments,
                "not to be said there, was '" + named + "', allowed: what no option of run says, like -prof gc");
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void parametersAreRefused(String parameter) {
        refuses(
                "-prof gc -p " + parameter + "=1",
                "not to be said there, was '-p " + parameter + "', allowed: what no option of run says, like -prof gc");
    }

    static List<String> parameters() {
        return Arrays.stream(TechniqueBenchmark.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Param.class))
                .map(Field::getName)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "-nonsense, n is not a recognized option",
        "-prof, Option prof requires an argument",
        "-prof nonsense, java.lang.ClassNotFoundException: nonsense",
        "-bm nonsense, Unable to parse benchmark mode: \"nonsense\"",
        "-rf nonsense, No enum constant",
        "-f many, Cannot parse argument 'many' of option f",
        "-p users, Unable to parse parameter string \"users\""
    })
    void whatJmhDoesNotTakeIsToldInItsWords(String arguments, String words) {
        assertThatThrownBy(() -> MacroRun.check(List.of(arguments.split(" "))))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("--jmh-args: JMH does not take it (")
                .hasMessageContaining(words)
                .hasMessageEndingWith(
                        "), was '" + arguments + "', allowed: options of org.openjdk.jmh.Main, like -prof gc")
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-prof gc -jvmArgsAppend -Xint", "-jvmArgsPrepend -Xint", "-gc true", "-v EXTRA", "-si false"})
    void theRestPasses(String arguments) {
        assertThatCode(() -> MacroRun.check(List.of(arguments.split(" ")))).doesNotThrowAnyException();
    }

    @Test
    void whatPassesReachesTheFork() {
        Options options = options(setting(JAVA, List.of(), "-prof", "gc", "-jvmArgsAppend", "-Xint"));

        assertThat(options.getProfilers()).contains(new ProfilerConfig("gc", ""));
        assertThat(options.getJvmArgsAppend().get()).containsExactly("-Xint");
    }

    @Test
    void windowsAreTheCells() {
        Options options = options(setting(JAVA, List.of()));

        assertThat(options.getIncludes())
                .singleElement()
                .satisfies(include -> assertThat(TechniqueBenchmark.class.getName() + ".window")
                        .matches(include));
        assertThat(options.getForkCount().get()).isEqualTo(1);
        assertThat(options.getWarmupIterations().get()).isEqualTo(4);
        assertThat(options.getMeasurementIterations().get()).isEqualTo(5);
        assertThat(options.getTimeout().get().convertTo(TimeUnit.SECONDS))
                .as("longer than all of the trial")
                .isGreaterThan(1 + 4 * 2 + 5 * 3);
        assertThat(options.shouldFailOnError().get()).isTrue();
    }

    @Test
    void parametersAreTheCells() {
        Options options = options(setting(JAVA, List.of()));

        assertThat(parameters())
                .extracting(name ->
                        name + "=" + String.join(",", options.getParameter(name).get()))
                .containsExactlyInAnyOrder(
                        "technique=long-polling",
                        "users=7",
                        "rate=2.5",
                        "eventBytes=200",
                        "pollIntervalMillis=n/a",
                        "longPollWaitMillis=9000",
                        "headers=browser",
                        "keepAlive=false",
                        "scenario=broadcast",
                        "link=none",
                        "tls=none",
                        "tlsResumption=n/a",
                        "heartbeatMillis=n/a",
                        "coalesceMillis=0",
                        "cell=long-polling-7u-2.5r-200b-9000ms-browser-close");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cellsThatDifferInAnyDimensionDifferInTheirParameters(boolean inTwo) throws Exception {
        var suites = inTwo ? AxisCells.ofEachPair(folder) : AxisCells.ofEachAxis(folder);

        suites.forEach((axes, cells) -> assertThat(cells)
                .as(axes)
                .extracting(cell -> {
                    Options options = MacroOptions.of(setting(JAVA, List.of()), cell, 40_000);
                    return parameters().stream()
                            .map(name ->
                                    String.join(",", options.getParameter(name).get()))
                            .toList();
                })
                .doesNotHaveDuplicates());
    }

    @Test
    void flagsAreThoseOfAMeasuredProcessAndWhereWeListen() {
        assertThat(options(setting(JAVA, List.of())).getJvmArgs().get())
                .containsAll(ChildCommand.JVM_FLAGS)
                .contains("-Dpushbench.principal=40000", "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"))
                .hasSize(ChildCommand.JVM_FLAGS.size() + 2);
    }

    @Test
    void everyFigureHasAProfiler() {
        assertThat(options(setting(JAVA, List.of())).getProfilers())
                .extracting(ProfilerConfig::getKlass)
                .contains(
                        LatencyProfiler.class.getName(),
                        WireProfiler.class.getName(),
                        ConnectionsProfiler.class.getName(),
                        CostProfiler.class.getName(),
                        ValidityProfiler.class.getName())
                .doesNotContain(GCProfiler.class.getName());
    }

    @Test
    void aForkRunsOnTheCoresOfTheGenerator() {
        assertThat(options(setting(JAVA, List.of(0, 2))).getProfilers())
                .filteredOn(profiler -> profiler.getKlass().equals(PinnedFork.class.getName()))
                .singleElement()
                .extracting(ProfilerConfig::getOpts)
                .asString()
                .endsWith("taskset -c 0,2");
    }

    @Test
    void anotherJvmIsForkedWhereOneIsAskedFor() {
        assertThat(options(setting(JAVA, List.of())).getJvm().hasValue()).isFalse();
        assertThat(options(setting(Path.of("/other/java"), List.of())).getJvm().get())
                .isEqualTo("/other/java");
    }

    private static void refuses(String arguments, String reason) {
        assertThatThrownBy(() -> MacroRun.check(List.of(arguments.split(" "))))
                .isInstanceOf(UsageError.class)
                .hasMessage("--jmh-args: " + reason);
    }

    private static Options options(MacroSetting setting) {
        return MacroOptions.of(setting, CELL, 40_000);
    }

    private static MacroSetting setting(Path java, List<Integer> cores, String... jmhArguments) {
        return new MacroSetting(
                ChildCommand.server(List.of(), JAVA, List.of(), 1),
                Optional.empty(),
                java,
                cores,
                "room",
                List.of(jmhArguments),
                Splitting.automatic());
    }
}
