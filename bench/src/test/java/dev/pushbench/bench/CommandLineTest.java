package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.bench.host.FileLimit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Timeout(60)
final class CommandLineTest {
    private static final String USERS_ALLOWED = "1 to " + 64 * FileLimit.mostUsers() + " (64 processes of "
            + FileLimit.mostUsers() + " each: the limit of " + FileLimit.files()
            + " open files less 100; ulimit -n raises it)";

    @TempDir
    private Path folder;

    private record Answer(int exitCode, String out, String err) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--techniques pollin    | --techniques: unknown technique, was 'pollin', allowed: polling, long-polling, streaming, sse, websocket",
                "--techniques sse,sse   | --techniques: sse is there twice, was 'sse,sse', allowed: each once",
                "--techniques sse,      | --techniques: an element is empty, was 'sse,', allowed: elements separated by single commas",
                "--techniques SSE       | --techniques: unknown technique, was 'SSE', allowed: polling, long-polling, streaming, sse, websocket",
                "--users 0              | --users: too small, was '0', allowed: USERS",
                "--users -5             | --users: too small, was '-5', allowed: USERS",
                "--users 99999999999    | --users: too large, was '99999999999', allowed: USERS",
                "--users many           | --users: not a whole number, was 'many', allowed: USERS",
                "--users 1.5            | --users: not a whole number, was '1.5', allowed: USERS",
                "--users 10,10          | --users: 10 is there twice, was '10,10', allowed: each once",
                "--users 10,,20         | --users: an element is empty, was '10,,20', allowed: elements separated by single commas",
                "--rate 0               | --rate: too small, was '0', allowed: above 0, at most 100000",
                "--rate -1              | --rate: too small, was '-1', allowed: above 0, at most 100000",
                "--rate 100001          | --rate: too large, was '100001', allowed: above 0, at most 100000",
                "--rate NaN             | --rate: not a number, was 'NaN', allowed: above 0, at most 100000",
                "--event-bytes 67       | --event-bytes: too small, was '67', allowed: 68 to 65536",
                "--event-bytes 65537    | --event-bytes: too large, was '65537', allowed: 68 to 65536",
                "--event-bytes 1k       | --event-bytes: not a whole number, was '1k', allowed: 68 to 65536",
                "--poll-interval 0ms    | --poll-interval: too short, was '0ms', allowed: 1ms to 3600s",
                "--poll-interval 2h     | --poll-interval: too long, was '2h', allowed: 1ms to 3600s",
                "--long-poll-wait 61s   | --long-poll-wait: too long, was '61s', allowed: 1ms to 60s",
                "--warmup -1s           | --warmup: too short, was '-1s', allowed: 0ms to 86400s",
                "--warmup 2             | --warmup: not a duration, was '2', allowed: a number and ms, s, m or h, like 500ms or 1.5s",
                "--window 0s          | --window: too short, was '0s', allowed: 1ms to 86400s",
                "--window 25h         | --window: too long, was '25h', allowed: 1ms to 86400s",
                "--window 99ms        | --window 99ms is too short for --rate 10 (one event every 100 ms): use at least 100ms",
                "--slo p99<=1s          | --slo: nothing is searched, was 'p99<=1s', allowed: with --suite capacity, or with --search users or rate",
                "--search cpu           | --search: nothing that is searched over, was 'cpu', allowed: users, rate, none",
                "--suite capacity --slo fast            | --slo: not a condition, was 'fast', allowed: p50, p90, p99, p99.9 or max <= a time, like p99<=250ms; missing=0 or delivered>= a share, like delivered>=99.9%; each at most once, separated by commas",
                "--suite capacity --rate 10,20          | --rate: more than one, where a search starts, was '10,20', allowed: the first step, as --search is rate",
                "--suite capacity --search-most 20      | --search-most: below the first step, was '20', allowed: at least 80, the first step",
                "--suite capacity --search-most 100001  | --search-most: too large, was '100001', allowed: above 0, at most 100000",
                "--suite capacity --search-factor 1     | --search-factor: too small, was '1', allowed: 1.1 to 10",
                "--suite capacity --search-resolution 5 | --search-resolution: not a share, was '5', allowed: 1% to 100%",
                "--suite capacity --search-resolution 0.5% | --search-resolution: too small, was '0.5%', allowed: 1% to 100%",
                "--suite capacity --forks 2             | --forks: too many in a search, was '2', allowed: 1, for a search measures again by itself",
                "--suite capacity --windows 3           | --windows: too many in a search, was '3', allowed: 1, for a step is one window",
                "--suite capacity --window 2s           | --window: too short to see a backlog grow, was '2s', allowed: at least 3s in a search",
                "--suite capacity --users 1 --rate 1    | --slo: too few deliveries for that service level: 3 in the window of the first step, was 'p99<=250ms, missing=0', allowed: with at least 1000: more users, a higher rate or a longer window",
                "--suite capacity --rate 3              | --slo: too few events for that service level: 9 in the window of the first step, was 'p99<=250ms, missing=0', allowed: with at least 10: a higher rate or a longer window",
                "--suite capacity --rate 0.6 --slo missing=0 | --slo: too few events for that service level: 1 in the window of the first step, was 'missing=0', allowed: with at least 3: a higher rate or a longer window",
                "--suite capacity --search users --search-most 1 | --search-most: below the first step, was '1', allowed: at least 500, the first step",
                "--io-threads 0         | --io-threads: too small, was '0', allowed: 1 to 256",
                "--jvm /no/such/java    | --jvm: no Java 17 or newer there, was '/no/such/java', allowed: a java executable or the home of a JVM",
                "--jvm /bin/true        | --jvm: no Java 17 or newer there, was '/bin/true', allowed: a java executable or the home of a JVM",
                "--headers nosuch       | --headers: no such profile or file, was 'nosuch', allowed: minimal, browser, or a readable file",
                "--keep-alive=maybe     | --keep-alive: neither true nor false, was 'maybe', allowed: true or false",
                "--keep-alive           | --keep-alive: needs a value, see --help",
                "--idle=-1s             | --idle: too short, was '-1s', allowed: 0ms to 86400s",
                "--idle 25h             | --idle: too long, was '25h', allowed: 0ms to 86400s",
                "--idle 1               | --idle: not a duration, was '1', allowed: a number and ms, s, m or h, like 500ms or 1.5s",
                "--server-opts=foo      | --server-opts: not a JVM flag, was 'foo', allowed: flags such as -Xmx2g",
                "--target ftp://x       | --target: not the address of a server, was 'ftp://x', allowed: http://host:port or https://host:port, without a path",
                "--target http://127.0.0.1:1 --coalesce 5ms | --target: --heartbeat and --coalesce are of a server of our own, and it names another",
                "--heartbeat 5ms        | --heartbeat: too short, was '5ms', allowed: 10ms to 1h, or none",
                "--coalesce 2s          | --coalesce: too long, was '2s', allowed: 0 to 1s",
                "--server-jvm=/nonexistent | --server-jvm: no Java 17 or newer there, was '/nonexistent', allowed: a java executable or the home of a JVM",
                "--scenario restart --target http://127.0.0.1:1 | --target: restart kills its server, which has to be one of our own; leave --target out",
                "--scenario churn --users 50 --server-processes 2 | --users 50: churn with 2 servers, 1 load generator, allowed: one server and one load generator",
                "--scenario slow-readers --users 50 --generator-processes 2 | --users 50: slow-readers with 1 server, 2 load generators, allowed: one server and one load generator",
                "--scenario herd --techniques websocket | --scenario: herd cannot be done by websocket, was 'herd', allowed: with techniques polling, long-polling",
                "--no-pin=2             | --no-pin: '2' is not a boolean",
                "--user 5               | --user: unknown option, did you mean --users? see --help",
                "--users                | --users: needs a value, see --help",
                "--rate 1 --rate 2      | --rate: given twice, allowed: once",
                "extra                  | extra: unexpected argument, see --help"
            })
    void aMistakeIsOneLineAndNothingIsWritten(String options, String line) throws Exception {
        Path out = folder.resolve("results");

        Answer answer = answer(("run --out " + out + " " + options).split(" +"));

        assertThat(answer.err())
                .isEqualTo("pushbench: " + line.replace("USERS", USERS_ALLOWED) + System.lineSeparator());
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void resultsCannotGoIntoAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "precious");
        Path below = file.resolve("below");

        assertThat(answer("run", "--out", file.toString()).err())
                .isEqualTo("pushbench: --out: " + file + " is not a folder, was '" + file
                        + "', allowed: a folder that can be written to" + System.lineSeparator());
        assertThat(answer("run", "--out", below.toString()).exitCode()).isEqualTo(2);
        assertThat(file).hasContent("precious");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rum    | rum: unknown command, did you mean run? allowed: run, report, serve, doctor, floor, micro, claims, compare, gate, list",
                "--nope | --nope: unknown option, see --help",
                "''     | no command given, allowed: run, report, serve, doctor, floor, micro, claims, compare, gate, list; see --help"
            })
    void theProgramItselfIsAsStrict(String arguments, String line) {
        Answer answer = arguments.isEmpty() ? answer() : answer(arguments);

        assertThat(answer.err()).isEqualTo("pushbench: " + line + System.lineSeparator());
        assertThat(answer.exitCode()).isEqualTo(2);
    }

    @Test
    void listNamesEveryTechniqueScenarioAndSuiteOnALine() {
        assertThat(answer("list").out().lines().map(line -> line.strip().replaceFirst(" .*", "")))
                .containsExactly(
                        "Techniques:",
                        "polling",
                        "long-polling",
                        "streaming",
                        "sse",
                        "websocket",
                        "",
                        "Scenarios:",
                        "broadcast",
                        "notify",
                        "chat",
                        "idle",
                        "burst",
                        "herd",
                        "churn",
                        "slow-readers",
                        "restart",
                        "",
                        "Suites:",
                        "smoke",
                        "default",
                        "full",
                        "gate",
                        "capacity",
                        "scale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "--version"})
    void whatIsAskedForGoesToStdout(String arguments) {
        Answer answer = answer(arguments.split(" "));

        assertThat(answer.out()).containsIgnoringCase("pushbench");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void helpOfRunNamesEveryOption() {
        assertThat(answer("run", "--help").out())
                .contains(
                        "--suite=<name|file>",
                        "--techniques=<list>",
                        "--users=<list>",
                        "--rate=<list>",
                        "--event-bytes=<list>",
                        "--poll-interval=<list>",
                        "--long-poll-wait=<list>",
                        "--headers=<list>",
                        "--keep-alive=<list>",
                        "--idle=<time>",
                        "--link=<list>",
                        "--warmup=<time>",
                        "--warmup-windows=<n>",
                        "--window=<time>",
                        "--windows=<n>",
                        "--search=<what>",
                        "--slo=<level>",
                        "--search-factor=<n>",
                        "--search-most=<n>",
                        "--search-resolution=<share>",
                        "--forks=<n>",
                        "--seed=<n>",
                        "--jmh-args=<options>",
                        "--set=<key=value>",
                        "--dry-run",
                        "--out=<folder>",
                        "--json",
                        "--io-threads=<n>",
                        "--ws-api=<api>",
                        "--sse-api=<api>",
                        "--jvm=<path>",
                        "--server-jvm=<path>",
                        "--server-opts=<flags>",
                        "--server-processes=<n>",
                        "--generator-processes=<n>",
                        "--no-pin",
                        "--target=<url>",
                        "--tls[=<list>]",
                        "--tls-resumption=<list>",
                        "--tls-ca=<file>",
                        "--tls-insecure",
                        "--heartbeat=<list>",
                        "--coalesce=<list>",
                        "--scenario=<list>",
                        "--users-per-room=<list>",
                        "--arrivals=<list>",
                        "--burst=<list>",
                        "--frames=<list>",
                        "--subprotocol=<list>",
                        "--poll-phases=<list>",
                        "--pair-gap=<list>",
                        "--churn=<list>",
                        "--slow-readers=<list>",
                        "--slow-read=<list>",
                        "--debug",
                        "--help",
                        "--version");
        assertThat(new CommandLine(new RunCommand()).getCommandSpec().options())
                .filteredOn(option -> !option.hidden())
                .as("options that the list above has to have, beside --debug")
                .hasSize(56);
    }

    @Test
    void versionNamesTheCommitAndTheJvm() {
        assertThat(answer("--version").out().lines())
                .satisfiesExactly(
                        version -> assertThat(version).matches("pushbench \\d+\\.\\d+\\.\\d+.*"),
                        commit -> assertThat(commit).matches("commit (nogit|[0-9a-f]{7}).*"),
                        java -> assertThat(java).startsWith("java " + Runtime.version()));
    }

    @Test
    void aProcessEndsAsTheCommandDoes() throws Exception {
        Process process = Program.start(Program.light(List.of("run", "--users", "0")));

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(process.getErrorStream().readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "pushbench: --users: too small, was '0', allowed: " + USERS_ALLOWED + System.lineSeparator());
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void anInternalErrorIsOneLineUnlessTheTraceIsAskedFor() {
        assertThat(failing("fail").err().lines())
                .containsExactly(
                        "pushbench: internal error: java.lang.IllegalStateException: on purpose (--debug shows where)");
        assertThat(failing("fail").exitCode()).isEqualTo(1);
        assertThat(failing("fail", "--debug").err()).contains("\tat " + CommandLineTest.class.getName());
        assertThat(failing("--debug", "fail").err()).contains("\tat " + CommandLineTest.class.getName());
    }

    @CommandLine.Command(name = "fail")
    private static final class Fail implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("on purpose");
        }
    }

    private static Answer failing(String... arguments) {
        CommandLine commandLine = Pushbench.commandLine();
        commandLine.addSubcommand(new Fail());
        commandLine.setExecutionExceptionHandler(new FailureLines());
        return answer(commandLine, arguments);
    }

    private static Answer answer(String... arguments) {
        return answer(Pushbench.commandLine(), arguments);
    }

    private static Answer answer(CommandLine commandLine, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(new ArrayList<>(List.of(arguments)).toArray(new String[0]));
        return new Answer(exitCode, out.toString(), err.toString());
    }
}
