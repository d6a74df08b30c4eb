package dev.pushbench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.room.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A server whose machine, or whose memory, is at its end: those whom it serves are served still, and others again when there is room. */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
@EnabledOnOs(OS.LINUX)
final class FaultTest {
    private static final int FILES = 160;
    private static final int MORE_THAN_FILES = 200;

    private static InetSocketAddress address(String readyLine) {
        URI listening = URI.create(Json.fields(readyLine).getOrDefault("listening", ""));
        return new InetSocketAddress(listening.getHost(), listening.getPort());
    }

    /** The limit is less than the connections that it is told to take: it must find out. */
    @Test
    void outOfFilesItServesWhomItHasAndAcceptsAgainWhenOthersLeave() throws Exception {
        try (Child child = Child.serveLimited("-n " + FILES, "--port", "0", "--connections", "1000")) {
            InetSocketAddress address = address(child.line());
            List<Connection> others = new ArrayList<>();
            try (Observer early = new Observer(address);
                    Probe reader = Probe.open(Connection.to(address), Technique.SSE, "room", OptionalLong.empty())) {
                early.publish("room", 1, "w"); // a class that nobody needed yet may be in a file that is not open yet
                assertThat(reader.nextText().text()).contains("\"data\":\"w\"");
                for (int i = 0; i < MORE_THAN_FILES; i++) {
                    others.add(Connection.to(address)); // the kernel takes those that the server cannot
                }
                Eventually.holds(
                        "it says that it is out of files", () -> child.errors().contains("Too many open files"));
                early.publish("room", 2, "x");
                assertThat(reader.nextText().text()).contains("\"data\":\"x\"");
                assertThat(openFiles(child)).isEqualTo(FILES);
                long before = cpuTicks(child);
                assertThat(child.process().waitFor(1, TimeUnit.SECONDS)).isFalse();
                assertThat(cpuTicks(child) - before)
                        .as("hundredths of a second in a second of waiting")
                        .isLessThan(50);

                others.forEach(Connection::reset);
                Eventually.holds("others are accepted again", () -> isServed(address));
                early.publish("room", 3, "y");
                assertThat(reader.nextText().text()).contains("\"data\":\"y\"");
            }
            assertThat(child.errors().lines())
                    .allMatch(line -> line.startsWith("pushbench: "))
                    .hasSizeLessThan(5);
        }
    }

    @Test
    void fewFilesLeaveHalfOfThemForConnections() throws Exception {
        try (Child child = Child.serveLimited("-n " + FILES, "--port", "0")) {
            InetSocketAddress address = address(child.line());
            List<Connection> inside = new ArrayList<>();
            for (int i = 0; i < FILES / 2; i++) {
                Connection connection = Connection.to(address);
                assertThat(connection.get("/healthz").status()).isEqualTo(200);
                inside.add(connection);
            }
            try (Connection surplus = Connection.to(address)) {
                assertThat(surplus.get("/healthz").status()).isEqualTo(503);
            }
            inside.forEach(Connection::close);
            assertThat(child.errors()).isEmpty();
        }
    }

    /** Without a bound for all of them two hundred rooms would keep 200 times what one may. */
    @Test
    void roomsThatAreFilledKeepTogetherWhatTheyMay() throws IOException {
        int event = 50_000;
        Retention together = new Retention(1_000, 1 << 20, 4L << 20);
        ServerOptions usual = ServerOptions.DEFAULT;
        try (PushServer server = PushServer.start(new ServerOptions(
                        usual.host(), 0, 1, together, usual.mostRooms(), Duration.ofSeconds(60), usual.gapPolicy()));
                Connection connection = Connection.to(server.address())) {
            String publication = "{\"data\":\"" + "x".repeat(event) + "\"}";
            int refused = 0;
            for (int i = 0; i < 200; i++) {
                Answer answer = connection.post("/publish/room" + i % 100, publication);
                if (answer.status() == 503) {
                    answer.isRefusal(503);
                    refused++;
                } else {
                    assertThat(answer.status()).isEqualTo(201);
                }
            }
            long kept = 0;
            for (int i = 0; i < 100; i++) {
                Answer all = connection.get("/poll/room" + i + "?after=0");
                kept += all.body()
                        .lines()
                        .filter(line -> line.contains("\"data\""))
                        .count();
            }
            assertThat(kept).isBetween(75L, (4L << 20) / event);
            assertThat(refused).as("of rooms that have nothing to give up").isPositive();
            assertThat(connection.post("/publish/room0", publication).status())
                    .as("a room gives up its own oldest for its newest")
                    .isEqualTo(201);
        }
    }

    /**
     * In a network of its own, where the kernel is told to give up on a client that does not acknowledge after two attempts; it usually makes
     * fifteen, which takes it about as many minutes.
     */
    @Test
    void clientsThatVanishWithoutAWordAreLetGo() throws Exception {
        String alone = "ip link set lo up && echo 2 > /proc/sys/net/ipv4/tcp_retries2 && exec \"$@\"";
        try (Child possible = Child.run("unshare", "-rn", "sh", "-c", alone, "sh", "true")) {
            assumeThat(possible.exitCode())
                    .as("a network of one's own can be had")
                    .isZero();
        }
        try (Child child = Child.run(
                "unshare",
                "-rn",
                "sh",
                "-c",
                alone,
                "sh",
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path", ""),
                HalfOpen.class.getName())) {
            assertThat(child.exitCode()).as(child.errors()).isZero();
        }
    }

    private static boolean isServed(InetSocketAddress address) {
        try (Connection connection = Connection.to(address)) {
            return connection.get("/healthz").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static long openFiles(Child child) throws IOException {
        try (var files =
                Files.list(Path.of("/proc", Long.toString(child.process().pid()), "fd"))) {
            return files.count();
        }
    }

    /** User and system time, in hundredths of a second: proc(5). */
    private static long cpuTicks(Child child) throws IOException {
        String stat =
                Files.readString(Path.of("/proc", Long.toString(child.process().pid()), "stat"));
        List<String> words =
                Arrays.asList(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return Long.parseLong(words.get(11)) + Long.parseLong(words.get(12));
    }
}
