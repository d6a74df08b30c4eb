package dev.pushbench.client.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Eventually;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user whose server ends the connection comes back at once where that was in order, and after a pause where it was not. */
@Timeout(60)
final class ReconnectTest {
    private static final long FIRST_PAUSE_NANOS = 100_000_000L;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);
    private static final Duration HANDSHAKE = Duration.ofMillis(50);

    private final CountDownLatch checked = new CountDownLatch(1);
    private final CompletableFuture<LoneUser> started = new CompletableFuture<>();

    static Stream<Arguments> endings() {
        return Arrays.stream(Ending.values())
                .flatMap(ending -> ending.techniques.stream().map(technique -> Arguments.of(ending, technique)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void onlyAnErrorIsFollowedByAPause(Ending ending, Technique technique) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) ->
                        play(number <= 2 ? ending.script : exchange -> stay(exchange), technique, connection, number));
                LoneUser user = LoneUser.start(technique, server.address())) {
            started.complete(user);
            user.awaitArrivals(3);
            ConnectionCounts counts = user.meter().connections().counts();

            assertThat(user.onLoop(user::deliveries)).isEqualTo(new Deliveries(3, 3, 0, 0, 0, 0, 0));
            assertThat(counts.opened()).isEqualTo(3);
            assertThat(counts.reconnected()).isEqualTo(2);
            assertThat(counts.closedByServer()).isEqualTo(2);
            assertThat(counts.failed()).isZero();
            if (ending.isOrderly) {
                assertThat(counts.backoffs()).isZero();
                assertThat(counts.backoffNanos()).isZero();
            } else {
                // Each connection had an answer, so each pause is the first again.
                assertThat(counts.backoffs()).isEqualTo(2);
                assertThat(counts.backoffNanos()).isGreaterThanOrEqualTo(2 * FIRST_PAUSE_NANOS);
            }
            end(user, server);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "CONNECTION_CLOSE",
                "HTTP_1_0",
                "LAST_CHUNK_OF_AN_ANSWER",
                "BODY_UNTIL_CLOSE",
                "FIN_AFTER_AN_ANSWER"
            })
    void nothingWaitsWhereEachPollHasItsConnection(Ending ending) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> play(
                        number <= 2 ? ending.script : exchange -> stay(exchange),
                        Technique.LONG_POLLING,
                        connection,
                        Math.min(number, 3)));
                LoneUser user = LoneUser.start(Technique.LONG_POLLING, server.address(), POLL_INTERVAL, false)) {
            started.complete(user);
            user.awaitArrivals(3);
            ConnectionCounts counts = user.meter().connections().counts();

            assertThat(user.deliveries().arrived()).isEqualTo(3);
            assertThat(counts.failed()).isZero();
            assertThat(counts.reconnected()).as("none was lost").isZero();
            assertThat(counts.backoffs()).isZero();
            assertThat(counts.backoffNanos()).isZero();
            assertThat(user.failures()).isEmpty();
            user.stop();
            checked.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatClosesWithoutAnAnswerIsNotAskedAgainAtOnce(Technique technique) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> play(
                        number == 1
                                ? firstOf(technique).script
                                : number <= 4 ? ReconnectTest::closeUnanswered : exchange -> stay(exchange),
                        technique,
                        connection,
                        number == 1 ? 1 : 2));
                LoneUser user = LoneUser.start(technique, server.address())) {
            started.complete(user);
            user.awaitArrivals(2);
            ConnectionCounts counts = user.meter().connections().counts();

            assertThat(user.onLoop(user::deliveries)).isEqualTo(new Deliveries(2, 2, 0, 0, 0, 0, 0));
            assertThat(counts.opened()).isEqualTo(5);
            assertThat(counts.reconnected()).isEqualTo(4);
            assertThat(counts.backoffs()).isEqualTo(3);
            // That the connection stood three times has not made the pause any shorter: 100 + 200 + 400 ms.
            assertThat(counts.backoffNanos()).isGreaterThanOrEqualTo(7 * FIRST_PAUSE_NANOS);
            end(user, server);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachRefusedAttemptIsFollowedByAPause(Technique technique) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(
                        (connection, number) -> play(exchange -> stay(exchange), technique, connection, number));
                LoneUser user = LoneUser.start(technique, server.address())) {
            started.complete(user);
            user.awaitArrivals(1);
            server.goAway();
            Eventually.holds(
                    "two attempts failed",
                    () -> user.meter().connections().counts().failed() >= 2);
            user.stop();
            ConnectionCounts counts = user.meter().connections().counts();

            assertThat(counts.backoffs()).isGreaterThanOrEqualTo(2);
            assertThat(counts.backoffNanos())
                    .as("the first, and the second up to where the user stopped")
                    .isGreaterThanOrEqualTo(FIRST_PAUSE_NANOS);
            assertThat(user.failures()).isEmpty();
            checked.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theGapOfALongPollLastsUntilTheNextRequestIsWritten(boolean keepAlive) throws Exception {
        long startNanos = System.nanoTime();
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> play(
                        number <= 3 ? Ending.CONNECTION_CLOSE.script : this::park,
                        Technique.LONG_POLLING,
                        connection,
                        number));
                LoneUser user =
                        LoneUser.start(Technique.LONG_POLLING, server.address(), POLL_INTERVAL, keepAlive, HANDSHAKE)) {
            started.complete(user);
            user.awaitArrivals(3);
            Eventually.holds("four requests", () -> user.meter().requests() >= 4);
            Histogram gap = user.onLoop(() -> user.meter().latencies(new Histogram(3), new Histogram(3)))
                    .rearmGap();

            assertThat(gap.getTotalCount()).as("one for each answer").isEqualTo(3);
            assertThat(gap.highestEquivalentValue(gap.getMinValue()))
                    .as("connecting is part of it")
                    .isGreaterThanOrEqualTo(HANDSHAKE.toNanos());
            assertThat(gap.getMaxValue())
                    .isLessThanOrEqualTo(gap.highestEquivalentValue(System.nanoTime() - startNanos));
            assertThat(user.meter().connections().counts().backoffs()).isZero();
            end(user, server);
        }
    }

    private void play(Ending.Script script, Technique technique, ScriptedConnection connection, long seq)
            throws Exception {
        Voice voice = new Voice(technique, connection);
        script.play(new Ending.Exchange(voice, connection, seq, this::awaitArrival));
    }

    private void awaitArrival(long seq) throws Exception {
        started.get(20, TimeUnit.SECONDS).awaitArrivals(seq);
    }

    /** Delivers the event, and keeps the connection. */
    private void stay(Ending.Exchange exchange) throws Exception {
        exchange.voice().greet();
        exchange.voice().event(exchange.seq());
        checked.await();
    }

    private void park(Ending.Exchange exchange) throws Exception {
        exchange.voice().ask();
        checked.await();
    }

    private static void closeUnanswered(Ending.Exchange exchange) throws Exception {
        exchange.voice().ask();
        exchange.connection().endOutput();
    }

    private static Ending firstOf(Technique technique) {
        return switch (technique) {
            case POLLING, LONG_POLLING -> Ending.CONNECTION_CLOSE;
            case STREAMING, SSE -> Ending.LAST_CHUNK_OF_A_STREAM;
            case WEBSOCKET -> Ending.CLOSE_FRAME_1001;
        };
    }

    private void end(LoneUser user, ScriptedServer server) throws Exception {
        assertThat(user.failures()).isEmpty();
        assertThat(user.timesReady()).isOne();
        user.stop();
        checked.countDown();
        assertThat(server.failures()).isEmpty();
    }
}
