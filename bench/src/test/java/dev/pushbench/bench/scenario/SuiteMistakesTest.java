package dev.pushbench.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.input.UsageError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a suite's file is one line: file, line, key, what was given, what is allowed. */
final class SuiteMistakesTest {
    private static final Settings NO_OVERRIDES = new Settings(Map.of());
    private static final String KEYS = "suite, description, seed, techniques, users, rate, event_bytes, poll_interval,"
            + " long_poll_wait, headers, keep_alive, warmup, warmup_windows, window, windows, idle, forks, search,"
            + " search_factor, search_most, search_resolution, slo, scenario, users_per_room, arrivals, burst, frames, subprotocol,"
            + " poll_phases, pair_gap, churn, slow_readers, slow_read, link, tls, tls_resumption, heartbeat, coalesce";

    @TempDir
    private Path folder;

    /** In the first column a line ends at ¶. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "suite: a¶userz: 1                | :2: key 'userz': unknown, nearest: users",
                "event-bytes: 128                 | :1: key 'event-bytes': unknown, nearest: event_bytes",
                "Users: 1                         | :1: key 'Users': unknown, nearest: users",
                "colour: red                      | :1: key 'colour': unknown, allowed: KEYS",
                "<<: 1                            | :1: key '<<': unknown, allowed: KEYS",
                "users: 1¶rate: 1¶users: 2        | :3: key 'users': given twice, allowed: once; it is on line 1 already",
                "users: []                        | :1: key 'users': an empty list, allowed: at least one value",
                "users:                           | :1: key 'users': no value, allowed: a value or a list of values",
                "users: ~                         | :1: key 'users': no value, allowed: a value or a list of values",
                "users: [1, ~]                    | :1: key 'users': no value, allowed: a value or a list of values",
                "warmup:                          | :1: key 'warmup': no value, allowed: one value",
                "users: {a: 1}                    | :1: key 'users': a mapping, allowed: a value or a list of values",
                "users: [[1]]                     | :1: key 'users': a list within a list, allowed: a value or a list of values",
                "warmup: [1s]                     | :1: key 'warmup': a list, allowed: one value",
                "warmup: {a: 1}                   | :1: key 'warmup': a mapping, allowed: one value",
                "users:¶  - 1¶  - 0               | :3: key 'users': too small, was '0', allowed: 1 to ",
                "users:¶  - 1¶  - 1               | :3: key 'users': 1 is there twice, was '1,1', allowed: each once",
                "users: many                      | :1: key 'users': not a whole number, was 'many', allowed: 1 to ",
                "users: 1.5                       | :1: key 'users': not a whole number, was '1.5', allowed: 1 to ",
                "users: 1e3                       | :1: key 'users': not a whole number, was '1e3', allowed: 1 to ",
                "users: 1_000                     | :1: key 'users': not a whole number, was '1_000', allowed: 1 to ",
                "users: 10,20                     | :1: key 'users': not a whole number, was '10,20', allowed: 1 to ",
                "users: true                      | :1: key 'users': not a whole number, was 'true', allowed: 1 to ",
                "users: ''                        | :1: key 'users': no value, allowed: a value or a list of values",
                "users: 99999999999999999999999   | :1: key 'users': not a whole number, was '99999999999999999999999', allowed: 1 to ",
                "techniques: sse¶¶rate: 0         | :3: key 'rate': too small, was '0', allowed: above 0, at most 100000",
                "rate: [1, .inf]                  | :1: key 'rate': not a number, was '.inf', allowed: above 0, at most 100000",
                "rate: [1, 1.0]                   | :1: key 'rate': 1.0 is there twice, was '1,1.0', allowed: each once",
                "event_bytes: 67                  | :1: key 'event_bytes': too small, was '67', allowed: 68 to 65536",
                "techniques: pollin               | :1: key 'techniques': unknown technique, was 'pollin', allowed: polling, long-polling, streaming, sse, websocket",
                "poll_interval: 2h                | :1: key 'poll_interval': too long, was '2h', allowed: 1ms to 3600s",
                "long_poll_wait: 61s              | :1: key 'long_poll_wait': too long, was '61s', allowed: 1ms to 60s",
                "headers: minmal                  | :1: key 'headers': no such profile or file, was 'minmal', allowed: minimal, browser, or a readable file",
                "headers: my.yaml                 | :1: key 'headers': the request sets Host itself: \"Host: x\", was 'my.yaml', allowed: a header on each line, Name: value",
                "keep_alive: yes                  | :1: key 'keep_alive': neither true nor false, was 'yes', allowed: true or false",
                "search: cpu                      | :1: key 'search': nothing that is searched over, was 'cpu', allowed: users, rate, none",
                "scenario: chatt                  | :1: key 'scenario': unknown scenario, was 'chatt', allowed: broadcast, notify, chat, idle, burst, herd, churn, slow-readers, restart",
                "scenario: chat¶users: [20, 25]   | :2: key 'users': 25 do not fill rooms of 10 (chat), was '20,25', allowed: a multiple of 10",
                "users: 10¶users_per_room: 20     | :1: key 'users': 10 do not fill rooms of 20 (broadcast), was '10', allowed: a multiple of 20",
                "users_per_room: 0                | :1: key 'users_per_room': too small, was '0', allowed: 1 to 2147483647, or auto",
                "arrivals: often                  | :1: key 'arrivals': unknown arrivals, was 'often', allowed: auto, constant, poisson, burst",
                "scenario: herd                   | :1: key 'scenario': herd cannot be done by streaming, was 'herd', allowed: with techniques polling, long-polling",
                "poll_phases: together            | :1: key 'poll_phases': unknown phases, was 'together', allowed: auto, spread, aligned",
                "pair_gap: 2m                     | :1: key 'pair_gap': too long, was '2m', allowed: 0ms to 60s",
                "rate: 4¶pair_gap: 500ms          | :2: key 'pair_gap': the next pair would be due before the second of a pair, was '500ms', allowed: below 500ms, 2 / --rate",
                "churn: -1                        | :1: key 'churn': too small, was '-1', allowed: 0 to 1000, or auto",
                "churn: 1001                      | :1: key 'churn': too large, was '1001', allowed: 0 to 1000, or auto",
                "users: 5¶churn: 6                | :2: key 'churn': more users would leave in a second than there are (5), was '6', allowed: at most 5, each user once a second",
                "slow_readers: 1.1                | :1: key 'slow_readers': too large, was '1.1', allowed: 0 to 1, or 0% to 100%, or auto",
                "slow_readers: -0.1               | :1: key 'slow_readers': too small, was '-0.1', allowed: 0 to 1, or 0% to 100%, or auto",
                "slow_readers: 101%               | :1: key 'slow_readers': too large, was '101%', allowed: 0 to 1, or 0% to 100%, or auto",
                "slow_readers: some               | :1: key 'slow_readers': not a share, was 'some', allowed: 0 to 1, or 0% to 100%, or auto",
                "users: 4¶slow_readers: 1%        | :2: key 'slow_readers': 0 of 4 users would be slow, was '1%', allowed: a share by which some are, and some are not",
                "users: 4¶slow_readers: 100%      | :2: key 'slow_readers': 4 of 4 users would be slow, was '100%', allowed: a share by which some are, and some are not",
                "slow_read: -1                    | :1: key 'slow_read': too small, was '-1', allowed: 0 to 1000000000, or auto",
                "scenario: restart¶tls: 1.3       | :2: key 'tls': a server that is started again has another certificate, which its users do not trust, was '1.3', allowed: none, where there is a restart",
                "scenario: restart¶churn: 1       | :1: key 'scenario': more than one thing befalls the users of restart, was 'restart', allowed: one of pair_gap, churn, slow_readers and restart; the others 0 or auto",
                "scenario: notify¶churn: 1        | :1: key 'scenario': herds, churn, slow readers and restarts are of one room that one publisher fills, was 'notify', allowed: with users_per_room auto, and none of them of notify, chat or idle",
                "burst: 100001                    | :1: key 'burst': too large, was '100001', allowed: 1 to 100000, or auto",
                "scenario: chat¶users: 100¶users_per_room: [auto, 10] | : two cells are the same, was 'polling-100u-10r-128b-500ms-chat-10per-room-poisson', allowed: each once",
                "heartbeat: 9ms                   | :1: key 'heartbeat': too short, was '9ms', allowed: 10ms to 1h, or none",
                "heartbeat: 61m                   | :1: key 'heartbeat': too long, was '61m', allowed: 10ms to 1h, or none",
                "heartbeat: 10.5ms                | :1: key 'heartbeat': not whole milliseconds, was '10.5ms', allowed: 10ms to 1h, or none",
                "heartbeat: often                 | :1: key 'heartbeat': not a duration, was 'often', allowed: 10ms to 1h, or none, like 20ms",
                "heartbeat: [1s, 1000ms]          | :1: key 'heartbeat': 1000ms is there twice, was '1s,1000ms', allowed: each once",
                "coalesce: -1ms                   | :1: key 'coalesce': too short, was '-1ms', allowed: 0 to 1s",
                "coalesce: 1001ms                 | :1: key 'coalesce': too long, was '1001ms', allowed: 0 to 1s",
                "coalesce: 0.5ms                  | :1: key 'coalesce': not whole milliseconds, was '0.5ms', allowed: 0 to 1s",
                "coalesce: 5                      | :1: key 'coalesce': not a duration, was '5', allowed: 0 to 1s, like 20ms",
                "coalesce: [0, 0ms]               | :1: key 'coalesce': 0ms is there twice, was '0,0ms', allowed: each once",
                "frames: utf8                     | :1: key 'frames': unknown type of frame, was 'utf8', allowed: text, binary",
                "subprotocol: mqtt                | :1: key 'subprotocol': neither offered nor none, was 'mqtt', allowed: offered, none",
                "slo: p99<=1s                     | :1: key 'slo': nothing is searched, was 'p99<=1s', allowed: with --suite capacity, or with --search users or rate",
                "warmup: 2                        | :1: key 'warmup': not a duration, was '2', allowed: a number and ms, s, m or h, like 500ms or 1.5s",
                "idle: -1s                        | :1: key 'idle': too short, was '-1s', allowed: 0ms to 86400s",
                "window: 0s                     | :1: key 'window': too short, was '0s', allowed: 1ms to 86400s",
                "users: 1¶window: 99ms          | :2: key 'window': 99ms is too short for --rate 10 (one event every 100 ms): use at least 100ms",
                "rate: [9, 1, 2]¶window: 900ms  | :2: key 'window': 900ms is too short for FILE:1: key 'rate': 1 (one event every 1 s): use at least 1s",
                "rate: [1, 10000]¶window: 2h   | :2: key 'window': too long for a rate of 10000, was '2h', allowed: at most 25000000 events in all windows, the warm-up's included",
                "forks: 0                         | :1: key 'forks': too small, was '0', allowed: 1 to 1000",
                "seed: -1                         | :1: key 'seed': too small, was '-1', allowed: 0 to 2147483647, or none",
                "seed: any                        | :1: key 'seed': not a whole number, was 'any', allowed: 0 to 2147483647, or none",
                "suite: my suite                  | :1: key 'suite': not a name, was 'my suite', allowed: 1 to 64 letters, digits and -",
                "suite: ../x                      | :1: key 'suite': not a name, was '../x', allowed: 1 to 64 letters, digits and -",
                "suite: \"a\\e[1m\\nb\"             | :1: key 'suite': not a name, was 'a?[1m b', allowed: 1 to 64 letters, digits and -",
                "rate: 1¶users: &a [1]¶forks: *a  | :3: key 'forks': an alias, was '*a', allowed: values only",
                "- users                          | :1: not a suite, allowed: lines of the form key: value",
                "users                            | :1: not a suite, allowed: lines of the form key: value",
                "# nothing                        | :1: not a suite, allowed: lines of the form key: value",
                "``                               | :1: not a suite, allowed: lines of the form key: value",
                "{}                               | :1: no key in it, allowed: lines of the form key: value",
                "users: 1¶---¶users: 2            | :3: a second document, allowed: one",
                "users: 1¶  rate: [1              | :2: not YAML: ",
                "users: [1¶rate: 2                | :2: not YAML: ",
                "users: 1¶\tusers: 1              | :2: not YAML: ",
                "users: *a                        | :1: key 'users': an alias, was '*a', allowed: values only",
                "users: 1¶\"unended               | :2: not YAML: ",
                "? [a]¶: 1                        | :1: not YAML: "
            })
    void isOneLine(String text, String line) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), text.replace('¶', '\n'));
        Files.writeString(folder.resolve("my.yaml"), "Host: x\n");

        assertThatThrownBy(() -> Suites.resolved(file.toString(), NO_OVERRIDES))
                .isInstanceOf(UsageError.class)
                .message()
                .startsWith(file + line.replace("KEYS", KEYS).replace("FILE", file.toString()))
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void aLongValueIsShortened() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "users: " + "x".repeat(100_000));

        assertThatThrownBy(() -> Suites.resolved(file.toString(), NO_OVERRIDES))
                .message()
                .contains("was 'xxx")
                .hasSizeLessThan(500);
    }

    @Test
    void aLongKeyIsShortened() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "\"" + "x".repeat(100_000) + "\": 1");

        assertThatThrownBy(() -> Suites.resolved(file.toString(), NO_OVERRIDES))
                .message()
                .hasSizeLessThan(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "missing.yaml | --suite: no such suite or file, was 'FILE', allowed: smoke, default, full, gate, capacity, scale, or a readable YAML file",
                "folder       | FILE: cannot be read, allowed: a readable YAML file",
                "latin1.yaml  | FILE: not a text, allowed: YAML in UTF-8",
                "zero.yaml    | FILE:1: not YAML: "
            })
    void whatIsNoFileOrNoTextIsOneLineToo(String name, String line) throws Exception {
        Files.createDirectory(folder.resolve("folder"));
        Files.write(folder.resolve("latin1.yaml"), "description: schön".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("zero.yaml"), "users: \0");
        String file = folder.resolve(name).toString();

        assertThatThrownBy(() -> Suites.resolved(file, NO_OVERRIDES))
                .isInstanceOf(UsageError.class)
                .message()
                .startsWith(line.replace("FILE", file))
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void referencesThatMultiplyAreNotFollowed() throws Exception {
        StringBuilder bomb = new StringBuilder("description: &a0 lol\n");
        for (int level = 1; level < 30; level++) {
            bomb.append("users: &a")
                    .append(level)
                    .append(" [")
                    .append("*a")
                    .append(level - 1)
                    .append(", 1]\n");
        }
        Path file = Files.writeString(folder.resolve("bad.yaml"), bomb);

        assertThatThrownBy(() -> Suites.resolved(file.toString(), NO_OVERRIDES))
                .hasMessage(file + ":2: key 'users': an alias, was '*a0', allowed: values only");
    }

    @Test
    void noTextGetsThroughAsAnotherException() throws Exception {
        Random random = new Random(1);
        String letters = "users: [1]\n-{}&*!|>'\"%@`#,?\t\0\\:~<=é☃";
        Path file = folder.resolve("bad.yaml");
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "users: " : "");
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            Files.writeString(file, text);
            try {
                assertThat(Suites.resolved(file.toString(), NO_OVERRIDES)
                                .suite()
                                .name())
                        .isNotEmpty();
            } catch (UsageError mistake) {
                assertThat(mistake).message().startsWith(file.toString()).doesNotContainPattern("\\p{Cntrl}");
            }
        }
    }
}
