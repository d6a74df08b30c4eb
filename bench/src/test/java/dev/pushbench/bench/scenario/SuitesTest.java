package dev.pushbench.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pushbench.bench.capacity.Over;
import dev.pushbench.bench.capacity.Search;
import dev.pushbench.bench.capacity.SearchPlan;
import dev.pushbench.bench.capacity.Slo;
import dev.pushbench.bench.input.Place;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.protocol.Technique;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SuitesTest {
    private static final Settings NO_OVERRIDES = new Settings(Map.of());

    /** Each with other cells than the default suite has, or with something that could get lost on the way. */
    static final List<String> FILES = List.of(
            "suite: my-suite",
            "description: \"a: 'b' # \\\"c\\\"\\n\\tüñ☃ *x &y {z} - \\u2028 no\"\nusers: 3",
            "suite: 'true'\ndescription: '123'\nseed: 2147483647",
            "rate: [0.5, 10.0, 2]",
            "rate: 0.00002\nwindow: 24h\nusers: 1",
            "techniques: [websocket, polling]\npoll_interval: [0.5s, 1.0005ms]\nkeep_alive: [false, true]\nforks: 3",
            "users: '0010'\nevent_bytes: \"128\"\nheaders: [browser, minimal]\nseed: 7\nidle: 1m",
            "users:\n  - 1\n  - 2 # two\nlong_poll_wait:\n  - 1s\n  - 2s\n",
            "scenario: [burst, broadcast]\nusers: 12\nusers_per_room: [auto, 3]\narrivals: poisson\nburst: 50\n"
                    + "frames: binary\nsubprotocol: offered\nlink: [none, 4g, 'rtt=80ms,jitter=5ms']",
            "scenario: slow-readers\nusers: 12\nslow_readers: [0, 25%]\nslow_read: 100\npoll_phases: aligned",
            "scenario: [churn, broadcast]\nusers: 12\nchurn: [0, 2.5]\npair_gap: 0s",
            "tls: [1.3, none, '1.2']\ntls_resumption: [false, true]",
            "heartbeat: [none, 0.2s, 15s]\ncoalesce: [20ms, 0, 1s]",
            "search: users\nusers: 0100\nwindows: 1\nsearch_most: 500\nsearch_factor: 1.50\nsearch_resolution: 5%\nslo: p99<=1s");

    @TempDir
    private Path folder;

    @Test
    void whatIsLeftOutIsAsInTheDefaultSuite() throws Exception {
        Suite suite = suite("users: 7");

        assertThat(suite.name()).isEqualTo("custom");
        assertThat(suite.description()).isEmpty();
        assertThat(suite.seed()).isEmpty();
        assertThat(suite.forks()).isEqualTo(1);
        assertThat(suite.phases()).isEqualTo(builtIn("default").phases());
        assertThat(suite.trials())
                .extracting(trial -> trial.cell().users())
                .containsOnly(7)
                .hasSize(5);
        assertThat(suite("suite: mine").dimensions())
                .isEqualTo(builtIn("default").dimensions());
    }

    @Test
    void theDefaultCellsAreEveryTechniqueWithTwoNumbersOfUsers() {
        assertThat(builtIn("default").trials())
                .extracting(
                        Trial::number,
                        trial -> trial.cell().technique().id() + "-"
                                + trial.cell().users())
                .containsExactly(
                        tuple(1, "polling-100"),
                        tuple(2, "long-polling-100"),
                        tuple(3, "streaming-100"),
                        tuple(4, "sse-100"),
                        tuple(5, "websocket-100"),
                        tuple(6, "polling-1000"),
                        tuple(7, "long-polling-1000"),
                        tuple(8, "streaming-1000"),
                        tuple(9, "sse-1000"),
                        tuple(10, "websocket-1000"));
    }

    @Test
    void theCapacitySuiteSearchesEachTechniqueWithinMinutes() {
        Suite suite = builtIn("capacity");
        SearchPlan plan = suite.search().orElseThrow();

        assertThat(suite.trials()).extracting(trial -> trial.cell().technique()).containsExactly(Technique.values());
        assertThat(plan.over()).isEqualTo(Over.RATE);
        assertThat(plan.slo()).isEqualTo(Slo.parse("", "p99<=250ms, missing=0"));
        assertThat(Trial.expectedTime(suite.trials()).multipliedBy(Search.mostSteps(plan.ladder())))
                .isLessThan(Duration.ofMinutes(18));
    }

    @Test
    void aSuiteWithoutASearchSaysNothingOfSearchesSoThatOlderBuildsCanReadIt() {
        assertThat(Suites.resolved("default", NO_OVERRIDES).yaml()).doesNotContain("search", "slo");
        assertThat(Suites.resolved("capacity", NO_OVERRIDES).yaml())
                .contains("search: \"rate\"", "search_most: ", "slo: \"p99<=250ms, missing=0\"");
    }

    @ParameterizedTest
    @CsvSource({"smoke, 50", "default, 240"})
    void theShortSuitesAreShort(String name, int seconds) {
        List<Trial> trials = builtIn(name).trials();

        assertThat(Trial.expectedTime(trials)).isLessThan(Duration.ofSeconds(seconds));
        assertThat(trials).extracting(trial -> trial.cell().technique()).contains(Technique.values());
    }

    @ParameterizedTest
    @FieldSource("dev.pushbench.bench.scenario.Suites#BUILT_IN")
    void builtInSuitesHaveTheirOwnNameAndSayWhatTheyAre(String name) {
        assertThat(resolved(name, "event_bytes=200").suite().name()).isEqualTo("custom");
        assertThat(Suites.description(name)).endsWith(".");
        assertThat(resolved(name, "seed=1").suite().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"polling, 2, 1, 2", "long-polling, 1, 3, 2", "streaming, 1, 1, 1", "sse, 1, 1, 1", "websocket, 1, 1, 1"
    })
    void dimensionsMultiplyWhereTheyMeanSomething(String technique, int intervals, int waits, int keepAlive)
            throws Exception {
        Suite suite = suite("techniques: " + technique + "\nusers: [1, 2]\nrate: [1, 2]\nevent_bytes: [68, 69]\n"
                + "headers: [minimal, browser]\npoll_interval: [1s, 2s]\nlong_poll_wait: [1s, 2s, 3s]\n"
                + "keep_alive: [true, false]");

        List<Cell> cells = suite.trials().stream().map(Trial::cell).toList();

        assertThat(distinct(cells, cell -> cell.reading().pollInterval())).isEqualTo(intervals);
        assertThat(distinct(cells, cell -> cell.reading().longPollWait())).isEqualTo(waits);
        assertThat(distinct(cells, cell -> cell.requests().keepAlive())).isEqualTo(keepAlive);
        assertThat(cells).hasSize(2 * 2 * 2 * 2 * intervals * waits * keepAlive);
        assertThat(suite.trialCount()).isEqualTo(cells.size());
        assertThat(cells)
                .extracting(cell -> tuple(cell.users(), cell.publishing(), cell.reading(), cell.requests()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "scenario: idle, 1, 1",
        "scenario: broadcast, 4, 2",
        "scenario: burst, 12, 2",
        "'scenario: [broadcast, burst]', 16, 2"
    })
    void whatMeansNothingToAScenarioDoesNotMultiplyItsCells(String scenario, int cells, int rates) throws Exception {
        Suite suite = suite(scenario + "\ntechniques: sse\nusers: 10\nrate: [1, 2]\nevent_bytes: [68, 69]\n"
                + "burst: [5, 6, 7]\nwindow: 7s");

        List<Cell> each = suite.trials().stream().map(Trial::cell).toList();

        assertThat(each).hasSize(cells).doesNotHaveDuplicates();
        assertThat(suite.trialCount()).isEqualTo(cells);
        assertThat(distinct(each, cell -> cell.publishing().eventsPerSecond())).isEqualTo(rates);
        assertThat(distinct(each, Cell::id)).isEqualTo(cells);
    }

    @Test
    void binaryFramesAreOfferedAndTextOnesMayBe() throws Exception {
        Suite suite =
                suite("techniques: [sse, websocket]\nusers: 10\nframes: [text, binary]\nsubprotocol: [none, offered]");

        assertThat(suite.trials())
                .extracting(trial -> trial.cell().id())
                .containsExactly(
                        "sse-10u-10r-128b",
                        "websocket-10u-10r-128b",
                        "websocket-10u-10r-128b-text",
                        "websocket-10u-10r-128b-binary");
        assertThat(suite.trialCount()).isEqualTo(4);
    }

    @Test
    void aSuiteWithAScenarioSaysSoInTheNamesOfItsCells() throws Exception {
        assertThat(suite("techniques: sse\nusers: 20\nscenario: [broadcast, notify, chat, idle, burst]")
                        .trials())
                .extracting(trial -> trial.cell().id())
                .containsExactly(
                        "sse-20u-10r-128b",
                        "sse-20u-10r-128b-notify-1per-room-poisson",
                        "sse-20u-10r-128b-chat-10per-room-poisson",
                        "sse-20u-0r-128b-idle-none",
                        "sse-20u-10r-128b-burst-burst10");
    }

    @Test
    void techniquesOfOtherwiseEqualCellsStandSideBySide() throws Exception {
        assertThat(suite("techniques: [sse, websocket]\nusers: [1, 2]\nrate: [1, 2]")
                        .trials())
                .extracting(Trial::cell)
                .extracting(Cell::users, cell -> cell.publishing().eventsPerSecond(), Cell::technique)
                .containsExactly(
                        tuple(1, 1.0, Technique.SSE),
                        tuple(1, 1.0, Technique.WEBSOCKET),
                        tuple(1, 2.0, Technique.SSE),
                        tuple(1, 2.0, Technique.WEBSOCKET),
                        tuple(2, 1.0, Technique.SSE),
                        tuple(2, 1.0, Technique.WEBSOCKET),
                        tuple(2, 2.0, Technique.SSE),
                        tuple(2, 2.0, Technique.WEBSOCKET));
    }

    @Test
    void allCellsAreMeasuredOnceBeforeAnyIsMeasuredAgain() throws Exception {
        assertThat(suite("techniques: [sse, websocket]\nusers: [1, 2]\nforks: 2")
                        .trials())
                .extracting(
                        Trial::number,
                        Trial::fork,
                        trial -> trial.cell().technique().id() + "-"
                                + trial.cell().users())
                .containsExactly(
                        tuple(1, 1, "sse-1"),
                        tuple(2, 1, "websocket-1"),
                        tuple(3, 1, "sse-2"),
                        tuple(4, 1, "websocket-2"),
                        tuple(5, 2, "sse-1"),
                        tuple(6, 2, "websocket-1"),
                        tuple(7, 2, "sse-2"),
                        tuple(8, 2, "websocket-2"));
    }

    @Test
    void aSeedShufflesWithinARoundAndAlwaysInTheSameWay() throws Exception {
        String dimensions = "users: [1, 2, 3, 4, 5]\nforks: 2\n";
        List<Trial> shuffled = suite(dimensions + "seed: 1").trials();

        assertThat(shuffled).isEqualTo(suite(dimensions + "seed: 1").trials());
        assertThat(shuffled).isNotEqualTo(suite(dimensions + "seed: 2").trials());
        assertThat(shuffled).extracting(Trial::number).isSorted();
        assertThat(shuffled).extracting(Trial::fork).isSorted();
        List<String> first = scenarios(shuffled.subList(0, 25));
        List<String> second = scenarios(shuffled.subList(25, 50));
        List<String> inOrder =
                scenarios(suite(dimensions + "seed: none").trials().subList(0, 25));
        assertThat(first).isNotEqualTo(second).isNotEqualTo(inOrder);
        assertThat(new HashSet<>(first)).isEqualTo(new HashSet<>(inOrder)).isEqualTo(new HashSet<>(second));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default | users=100,1000      | default",
                "default | users=100           | custom",
                "default | forks=2             | custom",
                "default | seed=9              | default",
                "smoke   | warmup=500ms        | smoke",
                "smoke   | suite=mine          | mine",
                "smoke   | suite=mine;users=10 | mine"
            })
    void aNameStandsForItsCellsOnly(String suite, String overrides, String name) {
        assertThat(resolved(suite, overrides.split(";")).suite().name()).isEqualTo(name);
    }

    @Test
    void anOverrideWinsOverTheFileAndTheFileOverTheDefaults() throws Exception {
        Path file = file("users: [1, 2]\nrate: 3\n");

        Dimensions dimensions = resolved(file.toString(), "users=5").suite().dimensions();

        assertThat(dimensions.users()).containsExactly(5);
        assertThat(dimensions.eventsPerSecond()).containsExactly(3.0);
        assertThat(dimensions.eventBytes()).containsExactly(128);
    }

    @Test
    void anOverrideCanMendWhatTheFileHasWrong() throws Exception {
        assertThat(resolved(file("users: 0").toString(), "users=5")
                        .suite()
                        .dimensions()
                        .users())
                .containsExactly(5);
    }

    @ParameterizedTest
    @FieldSource("FILES")
    void theResolvedFileGivesTheSameSuiteAgain(String text) throws Exception {
        ResolvedSuite first = Suites.resolved(file(text).toString(), NO_OVERRIDES);

        ResolvedSuite second = Suites.resolved(file(first.yaml()).toString(), NO_OVERRIDES);

        assertThat(second).isEqualTo(first);
        assertThat(second.suite().trials()).isEqualTo(first.suite().trials());
        assertThat(first.yaml().lines().filter(line -> line.matches("[a-z_]+:.*")))
                .hasSize(SuiteKey.values().length
                        - SuiteKey.LATER.size()
                        + (int) SuiteKey.LATER.stream()
                                .filter(key -> text.contains(key.id() + ":"))
                                .count()
                        - (text.contains("search") ? 0 : 1 + SuiteKey.OF_A_SEARCH.size()));
    }

    @Test
    void aHeaderFileIsFoundBesideTheSuiteAndFromEverywhereOnceResolved() throws Exception {
        Files.writeString(folder.resolve("cookies.txt"), "Cookie: a=b\n");
        ResolvedSuite resolved =
                Suites.resolved(file("headers: [minimal, cookies.txt]").toString(), NO_OVERRIDES);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("config.resolved.yaml");
        Files.writeString(elsewhere, resolved.yaml());

        assertThat(resolved.suite().dimensions().headers().get(1).lines()).containsExactly("Cookie: a=b");
        assertThat(Suites.resolved(elsewhere.toString(), NO_OVERRIDES)).isEqualTo(resolved);
    }

    @ParameterizedTest
    @CsvSource({"0.5s, polling, PT5S", "10s, polling, PT30S", "10s, sse, PT5S"})
    void aSlowPollerHasTimeToSeeTheLastEvent(String pollInterval, String technique, Duration drain) throws Exception {
        Cell cell = suite("techniques: " + technique + "\npoll_interval: " + pollInterval)
                .trials()
                .get(0)
                .cell();

        assertThat(cell.plan(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), "room")
                        .timing()
                        .drain())
                .isEqualTo(drain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "large"})
    void noMoreThanAMebibyteIsRead(String name) throws Exception {
        Path large = folder.resolve("large");
        Files.writeString(large, "#".repeat((1 << 20) + 1));
        String file = name.equals("large") ? large.toString() : name;

        assertThatThrownBy(() -> Suites.resolved(file, NO_OVERRIDES))
                .isInstanceOf(UsageError.class)
                .hasMessage(file + ": the file is too large, allowed: at most 1 MiB");
    }

    @Test
    void aFileOfAMebibyteIsRead() throws Exception {
        String text = "users: 5\n";

        assertThat(suite(text + "#".repeat((1 << 20) - text.length()))
                        .dimensions()
                        .users())
                .containsExactly(5);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000, 5", "2, 1000, 5", "3, 667, 5"})
    void aSuiteHasTenThousandCellsAtMost(int userCounts, int forks, int techniques) throws Exception {
        StringBuilder users = new StringBuilder("users: [1");
        for (int count = 2; count <= userCounts; count++) {
            users.append(", ").append(count);
        }
        Path file = file(users + "]\nforks: " + forks);
        int cells = userCounts * forks * techniques;

        if (cells <= 10_000) {
            assertThat(Suites.resolved(file.toString(), NO_OVERRIDES).suite().trials())
                    .hasSize(cells);
        } else {
            assertThatThrownBy(() -> Suites.resolved(file.toString(), NO_OVERRIDES))
                    .hasMessage(file + ": too many trials, was '" + cells + "', allowed: at most 10000");
        }
    }

    private static int distinct(List<Cell> cells, Function<Cell, Object> figure) {
        return (int) cells.stream().map(figure).distinct().count();
    }

    private static List<String> scenarios(List<Trial> trials) {
        return trials.stream().map(Trial::cell).map(Cell::id).toList();
    }

    private Suite suite(String yaml) throws Exception {
        return Suites.resolved(file(yaml).toString(), NO_OVERRIDES).suite();
    }

    private static Suite builtIn(String name) {
        return Suites.resolved(name, NO_OVERRIDES).suite();
    }

    private static ResolvedSuite resolved(String nameOrFile, String... assignments) {
        Map<SuiteKey, Setting> overrides = new EnumMap<>(SuiteKey.class);
        for (String assignment : assignments) {
            String[] keyAndValue = assignment.split("=", 2);
            SuiteKey key = SuiteKey.withId("test", keyAndValue[0]);
            overrides.put(key, Setting.of(key, Place.option(key.option()), keyAndValue[1]));
        }
        return Suites.resolved(nameOrFile, new Settings(overrides));
    }

    private Path file(String yaml) throws Exception {
        return Files.writeString(folder.resolve("my.yaml"), yaml);
    }
}
