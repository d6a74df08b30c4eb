package dev.pushbench.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.bench.StartArchives;
import dev.pushbench.bench.StartArchives.Role;
import dev.pushbench.bench.result.WireAgreement;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.LoadSession;
import dev.pushbench.client.Scene;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import dev.pushbench.server.stats.ServerFigures;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Load generators in processes of their own, led by this JVM, against servers in it. */
@Tag("thorough")
@Timeout(60)
final class GeneratorsTest {
    private static final int USERS = 11;
    private static final long WINDOW_EVENTS = 30;
    private static final ChildCommand COMMAND = ChildCommand.generator(
            List.of(),
            Path.of(System.getProperty("java.home"), "bin", "java"),
            StartArchives.with(Role.GENERATOR, "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));

    private final List<WireAgreement> wire = new ArrayList<>();

    @AfterEach
    void noProcessIsLeft() {
        ProcessHandle.current().children().forEach(child -> child.onExit().join());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void usersOfSeveralProcessesAndServersAreOneTrial(Technique technique) throws Exception {
        try (PushServer one = PushServer.start(ServerOptions.DEFAULT);
                PushServer two = PushServer.start(ServerOptions.DEFAULT);
                Generators generators =
                        Generators.start(List.of(COMMAND, COMMAND), plan(technique, one), addresses(one, two));
                LoadSession session =
                        LoadSession.open(plan(technique, one), generators.lead(), compare(List.of(one, two)))) {
            session.connect();
            session.warmUp();
            session.settle();
            List<Histogram> windows = List.of(session.measure(), session.measure());
            generators.processes().forEach(process -> process.askFigures(SampleKind.NOW));
            for (GeneratorProcess process : generators.processes()) {
                assertThat(process.figures().orElseThrow().processCpuNanos()).isPositive();
            }
            LoadResult result = session.finish();

            assertThat(result.failure()).isEmpty();
            assertThat(result.published().windowEvents()).isEqualTo(2 * WINDOW_EVENTS);
            assertThat(result.expected()).isEqualTo(2 * WINDOW_EVENTS * USERS);
            assertThat(result.deliveries())
                    .isEqualTo(new Deliveries(
                            result.published().events() * USERS, 2 * WINDOW_EVENTS * USERS, 0, 0, 0, 0, 0));
            assertThat(windows.stream().mapToLong(Histogram::getTotalCount).sum())
                    .isEqualTo(2 * WINDOW_EVENTS * USERS);
            assertThat(result.latencies().latency().getTotalCount()).isEqualTo(result.expected());
            assertThat(result.latencies().serviceLatency().getTotalCount())
                    .as("each process knows when events were sent")
                    .isEqualTo(result.expected());
            assertThat(result.seconds().stream()
                            .mapToLong(second -> second.latency().getTotalCount())
                            .sum())
                    .isEqualTo(result.expected());
            assertThat(result.connections().peak()).isEqualTo(USERS);
            assertThat(wire).last().satisfies(last -> assertThat(last.holds()).isTrue());
            assertThat(List.of(readersOf(one), readersOf(two))).containsExactly(6L, 5L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void usersOfSeveralProcessesTalkInTheSameRooms(Technique technique) throws Exception {
        Scene chat = Scene.BROADCAST
                .named("chat")
                .withUsersPerRoom(USERS)
                .withArrivals(Arrivals.POISSON)
                .withSender(Scene.Sender.USERS);
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT);
                Generators generators =
                        Generators.start(List.of(COMMAND), plan(technique, server, chat), addresses(server));
                LoadSession session =
                        LoadSession.open(plan(technique, server, chat), generators.lead(), compare(List.of(server)))) {
            session.connect();
            session.warmUp();
            session.measure();
            session.measure();
            LoadResult result = session.finish();

            assertThat(result.failure()).isEmpty();
            assertThat(result.published().windowEvents()).isPositive();
            assertThat(result.deliveries().arrived())
                    .isEqualTo(result.published().events() * USERS);
            assertThat(result.deliveries().delivered())
                    .isEqualTo(result.expected())
                    .isEqualTo(result.published().windowEvents() * USERS);
            assertThat(result.deliveries().missing()).isZero();
            assertThat(result.latencies().publishDelay().getTotalCount())
                    .isEqualTo(result.published().windowEvents());
            assertThat(result.traffic().upstream().messages())
                    .isEqualTo(result.published().events());
            assertThat(wire).last().satisfies(last -> assertThat(last.holds()).isTrue());
        }
    }

    @Test
    void roomsOfSeveralServersHaveTheSameEvents() throws Exception {
        Scene rooms = Scene.BROADCAST.withUsersPerRoom(1).withArrivals(Arrivals.POISSON);
        try (PushServer one = PushServer.start(ServerOptions.DEFAULT);
                PushServer two = PushServer.start(ServerOptions.DEFAULT);
                Generators generators =
                        Generators.start(List.of(COMMAND), plan(Technique.SSE, one, rooms), addresses(one, two));
                LoadSession session = LoadSession.open(
                        plan(Technique.SSE, one, rooms), generators.lead(), compare(List.of(one, two)))) {
            session.connect();
            session.measure();
            LoadResult result = session.finish();

            assertThat(result.failure()).isEmpty();
            assertThat(result.deliveries().delivered())
                    .isPositive()
                    .isEqualTo(result.expected())
                    .isEqualTo(result.published().windowEvents());
            assertThat(result.latencies().serviceLatency().getTotalCount())
                    .as("each process knows when events were sent, by room")
                    .isEqualTo(result.expected());
            assertThat(wire).last().satisfies(last -> assertThat(last.holds()).isTrue());
        }
    }

    /** Of a server that has no other connections than those of its users and the publisher. */
    private static long readersOf(PushServer server) {
        return server.figures().connectionsAccepted() - 1;
    }

    @Test
    void oneProcessMayReadFromSeveralServers() throws Exception {
        try (PushServer one = PushServer.start(ServerOptions.DEFAULT);
                PushServer two = PushServer.start(ServerOptions.DEFAULT);
                Generators alone = Generators.start(List.of(), plan(Technique.SSE, one), addresses(one, two));
                LoadSession session =
                        LoadSession.open(plan(Technique.SSE, one), alone.lead(), compare(List.of(one, two)))) {
            session.connect();
            long measured = session.measure().getTotalCount(); // what is late in the first window arrives in the second
            measured += session.measure().getTotalCount();
            LoadResult result = session.finish();

            assertThat(result.failure()).isEmpty();
            assertThat(measured).isEqualTo(2 * WINDOW_EVENTS * USERS);
            assertThat(wire).last().satisfies(last -> assertThat(last.holds()).isTrue());
        }
    }

    @Test
    void serversThatDoNotNumberEventsAlikeEndTheTrial() throws Exception {
        try (PushServer one = PushServer.start(ServerOptions.DEFAULT);
                PushServer two = PushServer.start(ServerOptions.DEFAULT)) {
            publishInto(two);
            try (Generators alone = Generators.start(List.of(), plan(Technique.SSE, one), addresses(one, two));
                    LoadSession session = LoadSession.open(plan(Technique.SSE, one), alone.lead(), progress -> {})) {
                session.connect();
                session.measure();

                assertThat(session.finish().failure())
                        .hasValueSatisfying(why -> assertThat(why)
                                .contains("event 1 has number " + (1 + LoadSession.events(plan(Technique.SSE, two)))
                                        + " at 127.0.0.1:" + two.address().getPort()
                                        + ": someone else publishes in this room"));
            }
        }
    }

    private static void publishInto(PushServer server) {
        Load.run(plan(Technique.SSE, server), progress -> {});
    }

    @Test
    void aProcessThatIsKilledEndsTheTrial() throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT);
                Generators generators =
                        Generators.start(List.of(COMMAND), plan(Technique.WEBSOCKET, server), addresses(server));
                LoadSession session =
                        LoadSession.open(plan(Technique.WEBSOCKET, server), generators.lead(), progress -> {})) {
            session.connect();
            GeneratorProcess process = generators.processes().get(0);
            ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
            session.measure();
            LoadResult result = session.finish();

            assertThat(result.failure()).contains("a load generator died");
            assertThat(process.endsWithin(Duration.ofSeconds(10))).isTrue(); // its pipes close a moment before
            assertThat(process.exitDescription()).isEqualTo("ended by signal 9");
            assertThat(process.figures()).isEmpty();
        }
    }

    @Test
    void aProcessThatDoesNotComeUpIsTold() throws Exception {
        ChildCommand broken = ChildCommand.generator(List.of(), COMMAND.java(), List.of("-XX:NoSuchFlag"));
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            assertThatThrownBy(() ->
                            Generators.start(List.of(COMMAND, broken), plan(Technique.SSE, server), addresses(server)))
                    .isInstanceOf(ChildFailedException.class)
                    .hasMessageStartingWith("a load generator ended before it had its users (exit code 1): ")
                    .hasMessageContaining("NoSuchFlag");
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 200", "100, 200, 200", "100, 150, 200", "100, 0, 200", "100, 300, 200"})
    void aClockThatMayBeOursIs(long before, long theirs, long after) throws Exception {
        GeneratorProcess.requireSameClock(before, theirs, after);
    }

    @ParameterizedTest
    @CsvSource({"1000000, -5000000, 2000000, 6000", "1000000, 9000000, 2000000, 7000"})
    void aClockThatIsNotOursIsTold(long before, long theirs, long after, long micros) {
        assertThatThrownBy(() -> GeneratorProcess.requireSameClock(before, theirs, after))
                .isInstanceOf(ChildFailedException.class)
                .hasMessage("the clocks of two processes differ by " + micros
                        + " us, where a question and its answer took 1000 us: latencies between them cannot be"
                        + " measured on this machine");
    }

    private Load.Observer compare(List<PushServer> servers) {
        return new Load.Observer() {
            @Override
            public void progress(Load.Progress progress) {}

            @Override
            public boolean agrees(Traffic users, LoadResult.Published published) {
                List<ServerSample> samples = servers.stream()
                        .map(server -> new ServerSample(server.figures(), FakeServer.SAMPLE.jvm()))
                        .toList();
                ServerFigures all = ServerSample.together(samples, 1).server();
                wire.add(WireAgreement.of(users, published, all));
                return wire.get(wire.size() - 1).holds();
            }
        };
    }

    private static List<InetSocketAddress> addresses(PushServer... servers) {
        return IntStream.range(0, servers.length)
                .mapToObj(i -> servers[i].address())
                .toList();
    }

    private static LoadPlan plan(Technique technique, PushServer server) {
        return plan(technique, server, Scene.BROADCAST);
    }

    private static LoadPlan plan(Technique technique, PushServer server, Scene scene) {
        return new LoadPlan(
                technique,
                server.address(),
                new RoomName("split"),
                USERS,
                new LoadPlan.Publishing(100, 128),
                new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(20),
                        Duration.ZERO,
                        Duration.ofMillis(100),
                        Duration.ofMillis(300),
                        new LoadPlan.Windows(1, 2),
                        Duration.ofSeconds(5)),
                scene);
    }
}
