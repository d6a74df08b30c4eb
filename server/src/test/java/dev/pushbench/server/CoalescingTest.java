package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.Probe.Told;
import dev.pushbench.server.tls.TlsSetting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What every technique promises, kept by a server that holds events back to send them together. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class CoalescingTest {
    private static final String ROOM = "room";
    private static final OptionalLong FROM_NOW = OptionalLong.empty();
    private static final OptionalLong FROM_THE_START = OptionalLong.of(0);

    /** So long that what a test does meanwhile is done within. */
    private static final Duration LONG = ServerOptions.LONGEST_COALESCING;

    @ParameterizedTest
    @EnumSource
    void everyEventComesInOrderOnceAndWithTheSameBytes(Offer offer) throws IOException {
        try (PushServer server = start(offer, Duration.ofMillis(5));
                Observer observer = new Observer(Connection.to(server));
                Probe probe = open(server, offer, FROM_THE_START)) {
            observer.publishAll(ROOM, 1, 20);
            assertThat(texts(probe, 20)).isEqualTo(events(1, 20));

            CompletableFuture<Void> publishing = CompletableFuture.runAsync(() -> observer.publishAll(ROOM, 21, 150));
            assertThat(texts(probe, 130)).isEqualTo(events(21, 150));
            publishing.join();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "SSE", "WEBSOCKET"})
    void whatIsPublishedWithinAWindowIsWrittenTogether(Offer offer) throws IOException {
        try (PushServer server = start(offer, LONG);
                Connection publisher = Connection.to(server);
                Probe probe = open(server, offer, FROM_NOW)) {
            publishAtOnce(publisher, 5);

            assertThat(probe.nextText()).isEqualTo(Told.of(Observer.event(1)));
            assertThat(probe.connection.available())
                    .as("bytes of the other four, which came with the first")
                    .isGreaterThan(4 * Observer.event(1).length());
            assertThat(texts(probe, 4)).isEqualTo(events(2, 5));
            assertThat(probe.connection.available()).isZero();
        }
    }

    @Test
    void aParkedPollIsAnsweredOnceWithAllOfTheWindow() throws IOException {
        try (PushServer server = start(Offer.LONG_POLLING, LONG);
                Observer observer = new Observer(Connection.to(server));
                Connection publisher = Connection.to(server);
                Connection user = Connection.to(server)) {
            user.sendGet("/long-poll/" + ROOM + "?after=0");
            observer.settle();
            publishAtOnce(publisher, 5);

            assertThat(user.answer().body().lines()).containsExactlyElementsOf(events(1, 5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoComesWithinAWindowReadsWhatIsThereAndMissesNothing(Offer offer) throws IOException {
        try (PushServer server = start(offer, Duration.ofMillis(300));
                Observer observer = new Observer(Connection.to(server));
                Probe early = open(server, offer, FROM_THE_START)) {
            early.ask();
            observer.publishAll(ROOM, 1, 3);
            try (Probe resuming = open(server, offer, OptionalLong.of(1));
                    Probe fromNow = open(server, offer, FROM_NOW)) {
                assertThat(texts(resuming, 2)).isEqualTo(events(2, 3));
                observer.publishAll(ROOM, 4, 5);
                assertThat(texts(early, 5)).isEqualTo(events(1, 5));
                assertThat(texts(resuming, 2)).isEqualTo(events(4, 5));
                assertThat(texts(fromNow, 2)).isEqualTo(events(4, 5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"POLLING", "SECURE_POLLING"})
    void aServerThatClosesWithinAWindowSendsWhatItHolds(Offer offer) throws IOException {
        PushServer server = start(offer, LONG);
        try (server;
                Observer observer = new Observer(Connection.to(server));
                Probe probe = open(server, offer, FROM_NOW)) {
            probe.ask();
            observer.settle();
            observer.publishAll(ROOM, 1, 3);
            server.close();

            assertThat(texts(probe, 3)).isEqualTo(events(1, 3));
            if (offer.technique() != Technique.LONG_POLLING) {
                assertThat(probe.next()).isEqualTo(Told.END);
            }
            assertThat(probe.connection.isAtEnd()).isTrue();
        }
    }

    @Test
    void aWindowThatEveryoneLeftIsOfNoHarm() throws IOException {
        try (PushServer server = start(Offer.WEBSOCKET, Duration.ofMillis(10));
                Observer observer = new Observer(Connection.to(server))) {
            long others = observer.stat("connections_open");
            try (Probe probe = open(server, Offer.WEBSOCKET, FROM_NOW)) {
                observer.publishAll(ROOM, 1, 2);
                probe.connection.reset();
            }
            Eventually.holds("it has gone", () -> observer.stat("connections_open") == others);
            try (Probe next = open(server, Offer.WEBSOCKET, OptionalLong.of(1))) {
                observer.publishAll(ROOM, 3, 4);
                assertThat(texts(next, 3)).isEqualTo(events(2, 4));
            }
        }
    }

    /** In one write, so that the server reads them all before it looks at its timers again. */
    private static void publishAtOnce(Connection publisher, int count) {
        ByteArrayOutputStream requests = new ByteArrayOutputStream();
        for (int seq = 1; seq <= count; seq++) {
            byte[] body = ("{\"due\":\"" + 1_000_000_007L * seq + "\",\"data\":\"data-" + seq + "\"}").getBytes(UTF_8);
            requests.writeBytes(Connection.request("POST", "/publish/" + ROOM, "Content-Length: " + body.length)
                    .getBytes(ISO_8859_1));
            requests.writeBytes(body);
        }
        publisher.send(requests.toByteArray());
        for (int seq = 1; seq <= count; seq++) {
            assertThat(publisher.answer().status()).isEqualTo(201);
        }
    }

    private static PushServer start(Offer offer, Duration window) throws IOException {
        ServerOptions asked = ServerOptions.DEFAULT.with(offer.apis()).withCoalescing(window);
        return PushServer.start(offer.isSecure() ? asked.with(TlsSetting.DEFAULT) : asked);
    }

    private static Probe open(PushServer server, Offer offer, OptionalLong after) {
        return Probe.open(Connection.to(server), offer.technique(), ROOM, after);
    }

    private static List<String> texts(Probe probe, int count) {
        return IntStream.range(0, count).mapToObj(i -> probe.nextText().text()).toList();
    }

    private static List<String> events(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Observer::event).toList();
    }
}
