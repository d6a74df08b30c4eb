package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.StartArchives;
import dev.pushbench.bench.StartArchives.Role;
import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.stats.ServerFigures;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ServerProcessTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @AfterEach
    void noProcessIsLeft() {
        ProcessHandle.current().children().forEach(child -> child.onExit().join());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void aReadyServerSaysWhereItListensAndGoesWhenClosed() throws Exception {
        ServerProcess server = ServerProcess.start(FakeServer.command("ready"), LONG);
        try (server) {
            assertThat(server.address()).isEqualTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), 41234));
            assertThat(server.isAlive()).isTrue();
            assertThat(server.exitDescription()).isEqualTo("still running");
        }
        assertThat(server.isAlive()).isFalse();
        assertThat(server.exitDescription()).isEqualTo("exit code 0");
    }

    @Test
    void aServerThatEndsBeforeItIsReadyIsToldWithTheLastOfItsWords() {
        assertThatThrownBy(() -> ServerProcess.start(FakeServer.command("dies-early"), LONG))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageStartingWith("the server ended before it was ready (exit code 3): line 11\n")
                .hasMessageEndingWith("line 60");
    }

    @Test
    void aServerThatIsNeverReadyIsEnded() {
        assertThatThrownBy(() -> ServerProcess.start(FakeServer.command("never-ready"), Duration.ofMillis(300)))
                .isInstanceOf(ChildFailedException.class)
                .hasMessage("the server said nothing for 300 ms before it was ready");
    }

    @Test
    void aServerThatSaysSomethingElseIsEnded() {
        assertThatThrownBy(() -> ServerProcess.start(FakeServer.command("says-nonsense"), LONG))
                .isInstanceOf(ChildFailedException.class)
                .hasMessage("the server did not say where it listens, but: hello");
    }

    @Test
    void aServerThatCannotBeStartedIsTold() {
        ChildCommand none = new ChildCommand(List.of(), Path.of("/no/such/java"), List.of(), "None", List.of());

        assertThatThrownBy(() -> ServerProcess.start(none, LONG))
                .isInstanceOf(ChildFailedException.class)
                .hasMessageStartingWith("the server cannot be started: ");
    }

    @Test
    void aDeathIsToldWithTheLastWords() throws Exception {
        try (ServerProcess server = ServerProcess.start(FakeServer.command("dies-later"), LONG)) {
            assertThat(server.endsWithin(LONG)).isTrue();
            assertThat(server.exitDescription()).isEqualTo("exit code 7");
            assertThat(server.lastWords()).containsExactly("no more");
        }
    }

    @Test
    void aServerThatWasKilledIsStartedAgainAtTheSameAddress() throws Exception {
        ChildCommand command = ChildCommand.server(
                List.of(),
                JavaExecutable.ofThisJvm().path(),
                StartArchives.with(Role.SERVER, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                1);
        try (ServerProcess server = ServerProcess.start(command, LONG)) {
            InetSocketAddress address = server.address();
            long killed = server.pid();

            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThat(server.exitDescription()).isEqualTo("ended by signal 9");
            server.startAgain();

            assertThat(server.isAlive()).isTrue();
            assertThat(server.pid()).isNotEqualTo(killed);
            assertThat(server.address()).isEqualTo(address);
            assertThat(server.sample(SampleKind.NOW)).isPresent();
            try (Socket user = new Socket(address.getAddress(), address.getPort())) {
                assertThat(user.isConnected()).isTrue();
            }
        }
    }

    @Test
    void aSampleIsWhatTheServerAnswers() throws Exception {
        try (ServerProcess server = ServerProcess.start(FakeServer.command("ready"), LONG)) {
            for (SampleKind kind : SampleKind.values()) {
                assertThat(server.sample(kind)).contains(FakeServer.SAMPLE);
            }
        }
    }

    @Test
    void aServerThatIsGoneHasNoSample() throws Exception {
        try (ServerProcess server = ServerProcess.start(FakeServer.command("dies-later"), LONG)) {
            assertThat(server.sample(SampleKind.NOW)).isEmpty();
            assertThat(server.sample(SampleKind.AFTER_GC)).as("asked again").isEmpty();
        }
    }

    @Test
    void samplesOfARealServerShowWhatATrialCost() throws Exception {
        ChildCommand command = ChildCommand.server(
                List.of(),
                JavaExecutable.ofThisJvm().path(),
                StartArchives.with(Role.SERVER, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                1);
        try (ServerProcess server = ServerProcess.start(command, LONG)) {
            ServerSample before = server.sample(SampleKind.NOW).orElseThrow();
            List<WireAgreement> wire = new ArrayList<>();

            LoadResult load = Load.run(plan(server.address(), LONG), new Load.Observer() {
                @Override
                public void progress(Load.Progress progress) {}

                @Override
                public boolean agrees(Traffic users, LoadResult.Published published) {
                    wire.add(WireAgreement.of(users, published, sample(server).server()));
                    return wire.get(wire.size() - 1).holds();
                }
            });
            ServerSample after = server.sample(SampleKind.AFTER_GC).orElseThrow();

            assertThat(load.failure()).isEmpty();
            assertThat(wire)
                    .last()
                    .satisfies(agreement -> assertThat(agreement.holds()).isTrue());
            assertThat(before.server()).isEqualTo(new ServerFigures(0, 0, 0, 0, 0, 0, 0));
            assertThat(after.server().events()).isEqualTo(load.published().events());
            assertThat(after.server().deliveries())
                    .isEqualTo(load.deliveries().arrived())
                    .isPositive();
            assertThat(after.server().connectionsAccepted())
                    .as("three users and the publisher")
                    .isEqualTo(4);
            assertThat(after.server().bytesOut())
                    .isEqualTo(wire.get(wire.size() - 1).serverOut());
            assertThat(after.jvm().uptimeNanos()).isGreaterThan(before.jvm().uptimeNanos());
            assertThat(after.jvm().processCpuNanos()).isGreaterThan(before.jvm().processCpuNanos());
            assertThat(after.jvm().allocatedBytes()).isGreaterThan(before.jvm().allocatedBytes());
            assertThat(after.jvm().heapUsedBytes()).isBetween(100_000L, 128L * 1024 * 1024);
            assertThat(after.jvm().hiccups().count()).isPositive();
        }
    }

    @Test
    void aHandicappedServerSaysSoAndOneUserMissesWhatItLoses() throws Exception {
        ChildCommand command = ChildCommand.server(
                        List.of(),
                        JavaExecutable.ofThisJvm().path(),
                        StartArchives.with(Role.SERVER, "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        1)
                .with(List.of("--handicap-lose", "50"));
        try (ServerProcess server = ServerProcess.start(command, LONG)) {
            LoadResult load = Load.run(plan(server.address(), Duration.ofMillis(500)), progress -> {});

            assertThat(load.deliveries().missing()).isOne();
            assertThat(load.deliveries().delivered()).isEqualTo(load.expected() - 1);
            assertThat(server.lastWords()).containsExactly("pushbench: handicapped: --handicap-lose 50");
        }
    }

    private static ServerSample sample(ServerProcess server) {
        try {
            return server.sample(SampleKind.NOW).orElseThrow();
        } catch (InterruptedException nobodyInterrupts) {
            throw new AssertionError(nobodyInterrupts);
        }
    }

    private static LoadPlan plan(InetSocketAddress address, Duration longestDrain) {
        return new LoadPlan(
                Technique.WEBSOCKET,
                address,
                new RoomName("sampled"),
                3,
                new LoadPlan.Publishing(100, 128),
                new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(LONG, Duration.ZERO, Duration.ZERO, Duration.ofMillis(300), longestDrain));
    }

    @Test
    void aServerThatDoesNotEndIsKilled() throws Exception {
        ServerProcess server = ServerProcess.start(FakeServer.command("does-not-end"), LONG);
        server.close();

        assertThat(server.exitDescription()).isEqualTo("ended by signal 9");
    }

    @Test
    void anInterruptedThreadStillClosesAndStaysInterrupted() throws Exception {
        ServerProcess server = ServerProcess.start(FakeServer.command("ready"), LONG);
        Thread.currentThread().interrupt();
        server.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(server.isAlive()).isFalse();
    }

    @Test
    void anInterruptedStartLeavesNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ServerProcess.start(FakeServer.command("ready"), LONG))
                .isInstanceOf(InterruptedException.class);
    }
}
