package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.floor.KernelFloor;
import dev.pushbench.bench.host.SearchPath;
import dev.pushbench.bench.input.UsageError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Timeout(60)
final class FloorCommandTest {
    private record Answer(int exitCode, String out, String err) {}

    @Test
    void theTableHasARowForEachNumberOfUsers() {
        Answer answer = answer("floor --users 1,30 --rate 100 --warmup 100ms --window 200ms --windows 1");

        assertThat(answer.exitCode()).isZero();
        List<String> lines = answer.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("What the harness itself costs, without sockets:");
        assertThat(lines.get(1))
                .containsSubsequence("users", "p50", "p99", "max", "CPU/delivery", "allocated/delivery");
        assertThat(lines.get(2)).matches(" +1 .* 20/20");
        assertThat(lines.get(3)).matches(" +30 .* 600/600");
        assertThat(answer.err().lines()).containsExactly("floor, 1 user: about 0 s", "floor, 30 users: about 0 s");
    }

    @Test
    void jsonLeavesOutWhatWasNotMeasured() throws Exception {
        Answer answer = answer("floor --users 2 --rate 100 --warmup 0s --window 50ms --windows 1 --json");

        JsonNode cell = new ObjectMapper().readTree(answer.out()).at("/cells/0");
        assertThat(cell.path("users").intValue()).isEqualTo(2);
        assertThat(cell.path("expected").longValue()).isEqualTo(10);
        assertThat(cell.path("delivered").longValue()).isEqualTo(10);
        assertThat(cell.path("missing").longValue()).isZero();
        assertThat(cell.path("latency_max_us").isNumber()).isTrue();
        assertThat(cell.has("latency_p99_us")).isFalse();
    }

    @Test
    void theKernelsFloorHasARowForEachNumberOfUsers() throws Exception {
        assumeTrue(
                KernelFloor.compiler(new SearchPath(System.getenv("PATH"))).isPresent(), "no C compiler on the PATH");

        Answer table = answer("floor --kernel --users 1,30 --rate 100 --warmup 100ms --window 200ms --windows 1");
        Answer json = answer("floor --kernel --users 3 --rate 100 --warmup 100ms --window 200ms --windows 1 --json");

        assertThat(table.exitCode()).isZero();
        List<String> lines = table.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).containsSubsequence("users", "messages", "writer CPU/message", "reader CPU/message");
        assertThat(lines.get(2)).matches(" +1 +100 +128 +20 .*");
        assertThat(lines.get(3)).matches(" +30 +100 +128 +600 .*");
        JsonNode cell = new ObjectMapper().readTree(json.out()).at("/cells/0");
        assertThat(cell.path("messages").longValue()).isEqualTo(60);
        assertThat(cell.path("writer_cpu_us_per_message").doubleValue()).isPositive();
        assertThat(cell.path("wall_p50_ms").doubleValue()).isPositive();
    }

    @Test
    void aMachineWithoutACompilerIsTold() {
        KernelFloorRun run = new KernelFloorRun(new SearchPath("/nowhere"), line -> {});

        assertThatThrownBy(() -> run.measure(List.of(), false, new PrintWriter(new StringWriter())))
                .isInstanceOf(UsageError.class)
                .hasMessage("--kernel: no C compiler is on the PATH, one of these is needed: cc, gcc, clang");
    }

    @Test
    void helpSaysWhatItMeasures() {
        Answer answer = answer("floor --help");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("without sockets", "--users", "--rate", "--event-bytes", "--window");
        assertThat(answer.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--users 0         | --users: too small, was '0', allowed: 1 to",
                "--users 1,1       | --users: 1 is there twice, was '1,1', allowed: each once",
                "--rate 0          | --rate: too small, was '0', allowed: above 0, at most 100000",
                "--event-bytes 67  | --event-bytes: too small, was '67', allowed: 68 to 65536",
                "--warmup -1s      | --warmup: too short, was '-1s', allowed: 0ms to 86400s",
                "--window 2      | --window: not a duration, was '2', allowed: a number and ms, s, m or h",
                "--window 99ms   | --window 99ms is too short for --rate 10 (one event every 100 ms): use at least 100ms",
                "--rate 100000 --window 499s | --window: too long for a rate of 100000, was '499s', allowed: at most 25000000",
                "--techniques sse  | --techniques: unknown option"
            })
    void aMistakeIsOneLine(String options, String line) {
        Answer answer = answer("floor " + options);

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err().lines()).singleElement().asString().startsWith("pushbench: " + line);
        assertThat(answer.out()).isEmpty();
    }

    private static Answer answer(String words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Pushbench.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(words.split(" +"));
        return new Answer(exitCode, out.toString(), err.toString());
    }
}
