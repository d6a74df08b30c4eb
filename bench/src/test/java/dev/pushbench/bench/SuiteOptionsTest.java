package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.bench.link.LinkText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A suite and what overrides it, as they are given on the command line. */
@Timeout(60)
final class SuiteOptionsTest {
    @TempDir
    private Path folder;

    private Path file = Path.of("");

    private record Answer(int exitCode, String out, String err) {}

    @BeforeEach
    void writeSuite() throws Exception {
        file = Files.writeString(folder.resolve("my.yaml"), """
                techniques: [polling, websocket]
                users: [1, 2]
                poll_interval: [500ms, 2s]
                window: 3s
                """);
    }

    @Test
    void aDryRunPrintsTheCellsAndTheTimeAndNothingElseHappens() {
        Answer answer = answer("--dry-run --suite FILE --users 2 --forks 2");

        assertThat(answer.out().lines())
                .containsExactly(
                        "trial  technique  users  rate  event_bytes  poll_interval  long_poll_wait  headers  keep_alive  fork",
                        "    1  polling        2    10          128          500ms               -  minimal  true           1",
                        "    2  polling        2    10          128             2s               -  minimal  true           1",
                        "    3  websocket      2    10          128              -               -  minimal  -              1",
                        "    4  polling        2    10          128          500ms               -  minimal  true           2",
                        "    5  polling        2    10          128             2s               -  minimal  true           2",
                        "    6  websocket      2    10          128              -               -  minimal  -              2",
                        "",
                        "6 trials, about 2 min 24 s");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void aDryRunOfASearchTellsItsStepsAndTheMostThatItTakes() throws Exception {
        String options = "--dry-run --suite capacity --techniques polling,sse --rate 40 --warmup 1s --search-most 320";

        assertThat(answer(options).out().lines())
                .containsExactly(
                        "technique  users  event_bytes  poll_interval  long_poll_wait  headers  keep_alive",
                        "polling      500          128          100ms               -  minimal  true",
                        "sse          500          128              -               -  minimal  -",
                        "",
                        "Service level: p99<=250ms, missing=0",
                        "Steps: 40, 80, 160, 320 events/s, until one is missed twice;",
                        "  then between it and the last that was met, until they are within 10 %; the highest that was met is measured again.",
                        "",
                        "2 searches, at most 26 trials, at most about 5 min 17 s");
        assertThat(new ObjectMapper().readTree(answer(options + " --json").out()))
                .hasToString(
                        "{\"search\":\"rate\",\"slo\":\"p99<=250ms, missing=0\",\"steps\":[40,80,160,320],"
                                + "\"resolution\":0.1,\"searches\":[{\"technique\":\"polling\",\"users\":500,\"event_bytes\":128,"
                                + "\"poll_interval\":\"100ms\",\"headers\":\"minimal\",\"keep_alive\":true},{\"technique\":\"sse\","
                                + "\"users\":500,\"event_bytes\":128,\"headers\":\"minimal\"}],\"most_trials\":26,\"most_s\":317}");
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    void aDryRunCanPrintJson() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(answer("--dry-run --json --suite FILE --rate 2.5").out());

        assertThat(json.path("expected_s").asInt()).isEqualTo(143);
        assertThat(json.path("trials")).hasSize(6);
        assertThat(json.at("/trials/0"))
                .hasToString("{\"trial\":1,\"technique\":\"polling\",\"users\":1,\"rate\":2.5,\"event_bytes\":128,"
                        + "\"poll_interval\":\"500ms\",\"headers\":\"minimal\",\"keep_alive\":true,\"fork\":1,"
                        + "\"server_processes\":1,\"generator_processes\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--techniques sse,streaming    | technique      | streaming",
                "--users 3,4                   | users          | 4",
                "--rate 1,20                   | rate           | 20",
                "--event-bytes 68,256          | event_bytes    | 256",
                "--poll-interval 1s,9s         | poll_interval  | 9s",
                "--long-poll-wait 1s,9s        | long_poll_wait | 9s",
                "--headers minimal,browser     | headers        | browser",
                "--keep-alive true,false       | keep_alive     | false",
                "--scenario idle,chat --users 10 | scenario     | chat",
                "--users-per-room 1,2 --users 10 | users_per_room | 2",
                "--arrivals poisson            | arrivals       | poisson",
                "--scenario burst --burst 7    | burst          | 7",
                "--frames binary               | frames         | binary",
                "--subprotocol offered         | subprotocol    | offered",
                "--forks 2                     | fork           | 2",
                "--set techniques=sse,polling  | technique      | sse",
                "--set users=3,4               | users          | 4",
                "--set keep_alive=false        | keep_alive     | false",
                "--set forks=3 --set users=9   | fork           | 3",
                "--set poll_interval=9s,1s     | poll_interval  | 9s"
            })
    void anOptionOverridesItsKey(String options, String column, String value) throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(answer("--dry-run --json " + options).out());

        assertThat(json.path("trials").findValuesAsText(column)).contains(value);
    }

    @ParameterizedTest
    @CsvSource({
        "--warmup 1m, 772",
        "--window 1m, 1932",
        "--windows 5, 282",
        "--warmup-windows 0, 162",
        "--idle 1m, 822",
        "--set idle=1m, 822"
    })
    void anOptionOverridesAPhase(String option, int seconds) throws Exception {
        JsonNode json =
                new ObjectMapper().readTree(answer("--dry-run --json " + option).out());

        assertThat(json.path("expected_s").asInt()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--suite smok                     | --suite: no such suite or file, was 'smok', allowed: smoke, default, full, gate, capacity, scale, or a readable YAML file",
                "--set users                      | --set: not an assignment, was 'users', allowed: key=value, like users=10,20",
                "--set userz=1                    | --set userz: unknown, nearest: users",
                "--set users=0,                   | --set users: an element is empty, was '0,', allowed: elements separated by single commas",
                "--set rate=0                     | --set rate: too small, was '0', allowed: above 0, at most 100000",
                "--set warmup=1s,2s               | --set warmup: not a duration, was '1s,2s', allowed: a number and ms, s, m or h, like 500ms or 1.5s",
                "--set users=1 --set users=1      | --set users: given twice, allowed: once; it is set by --set users already",
                "--users 1 --set users=1          | --set users: given twice, allowed: once; it is set by --users already",
                "--suite smoke --suite default    | --suite: given twice, allowed: once",
                "--seed x                         | --seed: not a whole number, was 'x', allowed: 0 to 2147483647, or none",
                "--forks 1001                     | --forks: too large, was '1001', allowed: 1 to 1000",
                "--forks 1000 --rate 1,2,3        | --suite: too many trials, was '30000', allowed: at most 10000",
                "--suite FILE --rate 0.1          | FILE:4: key 'window': 3s is too short for --rate 0.1 (one event every 10 s): use at least 10s",
                "--rate 0.1                       | --window 3s is too short for --rate 0.1 (one event every 10 s): use at least 10s",
                "--suite FILE --forks 1000 --rate 1,2 | FILE: too many trials, was '12000', allowed: at most 10000",
                "--window 3s --rate 0.2           | --window 3s is too short for --rate 0.2 (one event every 5 s): use at least 5s",
                "--window 1s --rate 0.7           | --window 1s is too short for --rate 0.7 (one event every 1.429 s): use at least 1429ms",
                "--scenario burst --rate 1        | --window 3s is too short for --rate 1 (one burst of 10 events every 10 s): use at least 10s",
                "--scenario herd --techniques polling --rate 0.5 | --window 3s is too short for --rate 0.5 (one pair of events every 4 s): use at least 4s",
                "--windows 0                      | --windows: too small, was '0', allowed: 1 to 1000",
                "--warmup-windows -1              | --warmup-windows: too small, was '-1', allowed: 0 to 1000",
                "--jmh-args x                     | --jmh-args: not to be said there, was 'the name of a benchmark', allowed: what no option of run says, like -prof gc",
                "--keep-alive maybe               | --keep-alive: neither true nor false, was 'maybe', allowed: true or false",
                "--link 5g                        | --link: no such link (nearest: 4g), was '5g', allowed: ALLOWED",
                "--link none,4g,jitter=5ms        | --link: a link that does not begin with its rtt, was '4g,jitter=5ms', allowed: ALLOWED",
                "--link rtt=11s                   | --link rtt: too long, was '11s', allowed: 0ms to 10s",
                "--link rtt=-1ms                  | --link rtt: too short, was '-1ms', allowed: 0ms to 10s",
                "--link rtt=1ms,bandwidth=0mbit   | --link bandwidth: too small, was '0mbit', allowed: 1kbit to 10gbit, like 10mbit (bits per second)",
                "--link rtt=1ms,drop-connection=1 | --link drop-connection: not a probability of a reset within a second, was '1', allowed: 0 to 0.5, like 0.001",
                "--link rtt=1ms,loss=1            | --link: no setting of a link, was 'loss=1', allowed: rtt, bandwidth, jitter, drop-connection",
                "--link 4g,4g                     | --link: 4g is there twice, was '4g,4g', allowed: each once",
                "--link lan --target http://127.0.0.1:9 | --link: is before a server of our own, and --target names another",
                "--headers nosuch                 | --headers: no such profile or file, was 'nosuch', allowed: minimal, browser, or a readable file"
            })
    void aMistakeIsOneLineAndNothingIsWritten(String options, String line) {
        Answer answer = answer(options);

        assertThat(answer.err())
                .isEqualTo("pushbench: " + line.replace("FILE", file.toString()).replace("ALLOWED", LinkText.allowed())
                        + System.lineSeparator());
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    private Answer answer(String options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program = Pushbench.commandLine();
        program.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(
                List.of("run", "--out", folder.resolve("results").toString()));
        arguments.addAll(List.of(options.replace("FILE", file.toString()).split(" +")));
        return new Answer(program.execute(arguments.toArray(new String[0])), out.toString(), err.toString());
    }
}
