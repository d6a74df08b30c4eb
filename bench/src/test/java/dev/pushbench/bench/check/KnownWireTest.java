package dev.pushbench.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pushbench.bench.check.RecordingProxy.Recording;
import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.measure.Traffic;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.Apis;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.stats.ServerFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ledgers of bytes against a proxy between generator and server, which has kept every byte. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
final class KnownWireTest {
    private static final Apis UNDERTOW = new Apis(Apis.Api.UNDERTOW, Apis.Api.UNDERTOW);
    private static final int USERS = 5;
    private static final double EVENTS_PER_SECOND = 10;

    /** Shorter than the time between two events, so that heartbeats fall between them; as does the end of a long poll's wait. */
    private static final Duration HEARTBEAT = Duration.ofMillis(50);

    private static final Trials.Phases PHASES = Trials.Phases.ofMillis(150, 200, 600, 70);

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (HeaderProfile headers : List.of(HeaderProfile.MINIMAL, HeaderProfile.BROWSER)) {
            for (Technique technique : Technique.values()) {
                cells.add(arguments(technique, Apis.OWN, headers.name(), new LoadPlan.Requests(headers, true)));
                if (!technique.isPush()) {
                    cells.add(arguments(technique, Apis.OWN, headers.name(), new LoadPlan.Requests(headers, false)));
                }
            }
            for (Technique technique : List.of(Technique.SSE, Technique.WEBSOCKET)) {
                cells.add(arguments(technique, UNDERTOW, headers.name(), new LoadPlan.Requests(headers, true)));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0}, {1}, {2} headers, {3}")
    @MethodSource("cells")
    void everyByteIsCountedOnceAndInItsClass(Technique technique, Apis apis, String headers, LoadPlan.Requests requests)
            throws Exception {
        try (PushServer server = Trials.server(HEARTBEAT, apis);
                RecordingProxy proxy = RecordingProxy.before(server.address())) {
            Comparison comparison = new Comparison(server, proxy);
            LoadResult load = Load.run(
                    Trials.plan(technique, proxy.address(), USERS, EVENTS_PER_SECOND, requests, PHASES), comparison);

            assertThat(load.failure()).isEmpty();
            Recorded recorded = comparison.recorded();
            totalsAreTheSame(load, recorded);
            classesAreTheSame(load, Recount.of(recorded.connections()));
            assertThat(load.traffic().down().payload())
                    .isEqualTo(load.published().events() * USERS * Trials.EVENT_BYTES);
            assertThat(load.traffic().down().control() > 0).isEqualTo(technique.isPush());
            assertThat(load.traffic().up().control() > 0).isEqualTo(technique == Technique.WEBSOCKET);
        }
    }

    private static void totalsAreTheSame(LoadResult load, Recorded recorded) {
        long up = load.traffic().up().total() + load.published().bytesUp();
        long down = load.traffic().down().total() + load.published().bytesDown();
        assertThat(recorded.bytesUp()).as("up, on the wire").isEqualTo(up);
        assertThat(recorded.server().bytesIn()).as("up, read by the server").isEqualTo(up);
        assertThat(recorded.bytesDown()).as("down, on the wire").isEqualTo(down);
        assertThat(recorded.server().bytesOut())
                .as("down, written by the server")
                .isEqualTo(down);
        Recording publisher = recorded.connections().stream()
                .filter(Recount::isPublisher)
                .findAny()
                .orElseThrow();
        assertThat(load.published().bytesUp()).isEqualTo(publisher.up().length());
        assertThat(load.published().bytesDown()).isEqualTo(publisher.down().length());
    }

    private static void classesAreTheSame(LoadResult load, Recount recount) {
        Traffic traffic = load.traffic();
        assertThat(traffic.up()).as("up").isEqualTo(recount.up());
        assertThat(traffic.down()).as("down").isEqualTo(recount.down());
        assertThat(traffic.requests() + traffic.openings()).isEqualTo(recount.requests());
        assertThat(traffic.emptyAnswers()).isEqualTo(recount.emptyAnswers());
        assertThat(load.connections().opened()).isEqualTo(recount.connections());
    }

    /** What server and proxy had seen at one time. */
    private record Recorded(ServerFigures server, List<Recording> connections) {
        long bytesUp() {
            return sum(Recording::up);
        }

        long bytesDown() {
            return sum(Recording::down);
        }

        private long sum(Function<Recording, String> direction) {
            return connections.stream().map(direction).mapToLong(String::length).sum();
        }
    }

    /** Looks again until all three agree, since heartbeats go on meanwhile; what was seen last is what is judged. */
    private static final class Comparison implements Load.Observer {
        private final PushServer server;
        private final RecordingProxy proxy;
        private @Nullable Recorded last;

        Comparison(PushServer server, RecordingProxy proxy) {
            this.server = server;
            this.proxy = proxy;
        }

        @Override
        public void progress(Load.Progress progress) {}

        @Override
        public boolean agrees(Traffic users, LoadResult.Published published) {
            Recorded now = new Recorded(server.figures(), proxy.recordings());
            last = now;
            long up = users.up().total() + published.bytesUp();
            long down = users.down().total() + published.bytesDown();
            return now.bytesUp() == up
                    && now.bytesDown() == down
                    && now.server().bytesIn() == up
                    && now.server().bytesOut() == down;
        }

        Recorded recorded() {
            if (last == null) {
                throw new AssertionError("the trial never asked for a comparison");
            }
            return last;
        }
    }
}
