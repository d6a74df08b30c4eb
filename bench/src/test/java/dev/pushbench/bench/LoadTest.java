package dev.pushbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.Apis;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import dev.pushbench.server.room.Retention;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The load generator against the server, in one JVM: what one side counts, the other has done. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
final class LoadTest {
    private static final Duration WARMUP = Duration.ofMillis(200);
    private static final long WARMUP_EVENTS = 20;
    private static final Duration WINDOW = Duration.ofMillis(500);
    private static final long WINDOW_EVENTS = 50;
    private static final Duration LONG = Duration.ofMinutes(10);

    /** Once for all: while one trial is over, another may run. */
    @AfterAll
    static void noThreadIsLeft() throws Exception {
        Eventually.holds(
                "no thread of a trial is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.equals("users") || name.equals("publisher")));
    }

    @ParameterizedTest
    @EnumSource
    void everyEventReachesEveryUserOnce(Technique technique) throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            LoadResult result = Load.run(plan(technique, server.address(), "room", 50, 128, WINDOW), progress -> {});

            isFlawless(result, 50);
            allIsClosed(server.address());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SSE", "WEBSOCKET"})
    void everyEventReachesEveryUserOnceThroughAnApiThatIsNotOurs(Technique technique) throws Exception {
        Apis undertow = new Apis(Apis.Api.UNDERTOW, Apis.Api.UNDERTOW);
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT.with(undertow))) {
            LoadResult result = Load.run(plan(technique, server.address(), "room", 50, 128, WINDOW), progress -> {});

            isFlawless(result, 50);
            allIsClosed(server.address());
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneUserIsEnough(Technique technique) throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            LoadResult result = Load.run(plan(technique, server.address(), "room", 1, 68, WINDOW), progress -> {});

            isFlawless(result, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLargestEventsArrive(Technique technique) throws Exception {
        ServerOptions roomy = withRetention(new Retention(1024, 256L * 1024 * 1024));
        try (PushServer server = PushServer.start(roomy)) {
            LoadResult result =
                    Load.run(plan(technique, server.address(), "room", 5, 64 * 1024, WINDOW), progress -> {});

            isFlawless(result, 5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POLLING")
    void whatFellOutOfRetentionIsMissingAndExplained(Technique technique) throws Exception {
        try (PushServer server = PushServer.start(withRetention(new Retention(3, 1024 * 1024)))) {
            LoadPlan plan = new LoadPlan(
                    technique,
                    server.address(),
                    new RoomName("room"),
                    10,
                    new LoadPlan.Publishing(100, 128),
                    new LoadPlan.Reading(Duration.ofMillis(200), Duration.ofSeconds(1)),
                    LoadPlan.Requests.MINIMAL,
                    new LoadPlan.Timing(
                            Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO, WINDOW, Duration.ofSeconds(2)));
            LoadResult result = Load.run(plan, progress -> {});

            Deliveries deliveries = result.deliveries();
            assertThat(result.failure()).isEmpty();
            assertThat(deliveries.gapNotices()).isPositive();
            assertThat(deliveries.missedByGap()).isPositive().isEqualTo(deliveries.missing());
            assertThat(deliveries.arrived() + deliveries.missing())
                    .isEqualTo(10 * result.published().events());
            assertThat(deliveries.duplicate() + deliveries.outOfOrder()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAddressOfTheNewerKindWorksToo(Technique technique) throws Exception {
        assumeThat(NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .map(InetAddress::getHostAddress))
                .as("this host has ::1")
                .anyMatch(address -> address.startsWith("0:0:0:0:0:0:0:1"));
        try (PushServer server = PushServer.start(on("::1"))) {
            LoadResult result = Load.run(plan(technique, server.address(), "room", 2, 128, WINDOW), progress -> {});

            isFlawless(result, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoTrialsAtOnceDoNotDisturbEachOther(Technique technique) throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            CompletableFuture<LoadResult> other = CompletableFuture.supplyAsync(
                    () -> Load.run(plan(technique, server.address(), "other", 10, 200, WINDOW), progress -> {}));
            LoadResult one = Load.run(plan(technique, server.address(), "one", 20, 128, WINDOW), progress -> {});

            isFlawless(one, 20);
            isFlawless(other.get(30, TimeUnit.SECONDS), 10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsItAndClosesEverything(Technique technique) throws Exception {
        Thread caller = Thread.currentThread();
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            LoadResult result = Load.run(
                    plan(technique, server.address(), "room", 20, 128, LONG), onceMeasuring(caller::interrupt));

            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            assertThat(result.failure()).contains("interrupted");
            assertThat(result.latencies().publishDelay().getTotalCount())
                    .isEqualTo(result.published().windowEvents());
            assertThat(result.deliveries().duplicate() + result.deliveries().outOfOrder())
                    .isZero();
            allIsClosed(server.address());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatClosesEndsIt(Technique technique) throws Exception {
        PushServer server = PushServer.start(ServerOptions.DEFAULT);
        LoadResult result = Load.run(
                plan(technique, server.address(), "room", 20, 128, LONG),
                onceMeasuring(() -> new Thread(server::close, "closer").start()));

        assertThat(result.failure().orElseThrow()).startsWith("the publisher lost its connection: ");
        assertThat(result.connections().opened()).isGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void progressIsToldPhaseByPhase(Technique technique) throws Exception {
        try (PushServer server = PushServer.start(ServerOptions.DEFAULT)) {
            List<Load.Phase> phases = new ArrayList<>();
            Load.run(
                    plan(technique, server.address(), "room", 2, 128, WINDOW),
                    progress -> phases.add(progress.phase()));

            assertThat(phases.stream().distinct())
                    .containsExactly(
                            Load.Phase.CONNECTING, Load.Phase.WARM_UP, Load.Phase.DRAINING, Load.Phase.MEASURING);
        }
    }

    private static void isFlawless(LoadResult result, int users) {
        long deliveries = WINDOW_EVENTS * users;
        long unmeasured = (result.published().events() - WINDOW_EVENTS) * users;
        assertThat(result.failure()).isEmpty();
        assertThat(result.published().events()).isGreaterThanOrEqualTo(WARMUP_EVENTS + WINDOW_EVENTS);
        assertThat(result.published().windowEvents()).isEqualTo(WINDOW_EVENTS);
        assertThat(result.expected()).isEqualTo(deliveries);
        assertThat(result.deliveries()).isEqualTo(new Deliveries(unmeasured + deliveries, deliveries, 0, 0, 0, 0, 0));
        assertThat(result.latencies().latency().getTotalCount()).isEqualTo(deliveries);
        assertThat(result.latencies().serviceLatency().getTotalCount()).isEqualTo(deliveries);
        assertThat(result.latencies().publishDelay().getTotalCount()).isEqualTo(WINDOW_EVENTS);
        assertThat(result.connections()).isEqualTo(new ConnectionCounts(users, users, users, 0, 0, 0));
        assertThat(result.traffic().requests() + result.traffic().openings()).isGreaterThanOrEqualTo(users);
    }

    /** Does something once, in the middle of the window. */
    private static Load.Observer onceMeasuring(Runnable action) {
        return new Load.Observer() {
            private boolean done;

            @Override
            public void progress(Load.Progress progress) {
                if (!done && progress.phase() == Load.Phase.MEASURING && progress.arrived() > 100) {
                    done = true;
                    action.run();
                }
            }
        };
    }

    private static LoadPlan plan(
            Technique technique, InetSocketAddress server, String room, int users, int eventBytes, Duration window) {
        return new LoadPlan(
                technique,
                server,
                new RoomName(room),
                users,
                new LoadPlan.Publishing(100, eventBytes),
                new LoadPlan.Reading(Duration.ofMillis(50), Duration.ofMillis(300)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(Duration.ofSeconds(20), Duration.ZERO, WARMUP, window, Duration.ofSeconds(10)));
    }

    private static ServerOptions withRetention(Retention retention) {
        ServerOptions options = ServerOptions.DEFAULT;
        return new ServerOptions(
                options.host(),
                options.port(),
                options.ioThreads(),
                retention,
                options.mostRooms(),
                options.heartbeat(),
                options.gapPolicy());
    }

    private static ServerOptions on(String host) {
        ServerOptions options = ServerOptions.DEFAULT;
        return new ServerOptions(
                host,
                options.port(),
                options.ioThreads(),
                options.retention(),
                options.mostRooms(),
                options.heartbeat(),
                options.gapPolicy());
    }

    /** Whoever asks is the only one connected. */
    private static void allIsClosed(InetSocketAddress server) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + server.getHostString() + ":" + server.getPort() + "/stats"))
                .timeout(Duration.ofSeconds(10))
                .build();
        Eventually.holds("no other connection is open", () -> {
            String body =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            JsonNode stats = new ObjectMapper().readTree(body);
            return stats.path("connections_open").asInt() == 1;
        });
    }
}
