package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.SentTimes;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.client.user.ScriptedServer;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PublisherTest {
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
    private static final int BODY_BYTES = EventFormat.publication(0, new byte[128 - EventFormat.FIXED_BYTES]).length;

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 50_000})
    void answersAreReadWhilePublishingAtEveryRate(int eventsPerSecond) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            while (true) {
                connection.request(ByteClass.HEAD);
                connection.body(BODY_BYTES);
                connection.write(ByteClass.HEAD, CREATED);
            }
        })) {
            Publisher publisher = publisher(server.address(), eventsPerSecond, 10_000_000);
            Eventually.holds("answers are read", () -> publisher.acknowledged() > 20);

            assertThat(publisher.isDone()).isFalse();
            assertThat(publisher.failure()).isEmpty();
            publisher.stop();
            assertThat(publisher.isDone()).isTrue();
            assertThat(publisher.publishDelay().getTotalCount()).isEqualTo(publisher.sent());
        }
    }

    @ParameterizedTest
    @CsvSource({"199, true", "200, false", "0, false"})
    void aWarmUpOfFewEventsIsRehearsedInARoomThatNobodyReads(int eventsInWarmUp, boolean isRehearsed) throws Exception {
        AtomicLong rehearsed = new AtomicLong();
        AtomicLong published = new AtomicLong();
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            while (true) {
                String head = connection.request(ByteClass.HEAD);
                (head.startsWith("POST /publish/pushbench-rehearsal ") ? rehearsed : published).incrementAndGet();
                connection.body(BODY_BYTES);
                connection.write(ByteClass.HEAD, CREATED);
            }
        })) {
            Publisher publisher = new Publisher(
                    plan(server.address(), eventsInWarmUp, Duration.ofSeconds(eventsInWarmUp > 0 ? 1 : 0)),
                    List.of(server.address()),
                    FireTimes.constantRate(Math.max(1, eventsInWarmUp)),
                    SentTimes.inMemory(3));
            publisher.rehearse();
            publisher.publish(new Source.Schedule(System.nanoTime() - 3_000_000_000L, 3, true));
            Eventually.holds("it is done", publisher::isDone);
            publisher.stop();

            assertThat(publisher.failure()).isEmpty();
            assertThat(published).hasValue(3);
            assertThat(publisher.sent()).isEqualTo(3);
            assertThat(publisher.acknowledged()).isEqualTo(3);
            assertThat(publisher.publishDelay().getTotalCount()).isEqualTo(3);
            assertThat(publisher.bytesDown()).isEqualTo((3 + rehearsed.get()) * CREATED.length());
            if (isRehearsed) {
                assertThat(rehearsed).hasValueBetween(1, 1_000);
            } else {
                assertThat(rehearsed).hasValue(0);
            }
        }
    }

    @Test
    void anEventThatIsNotTakenIsToldWithItsStatus() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            connection.request(ByteClass.HEAD);
            connection.write(ByteClass.HEAD, "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
            connection.request(ByteClass.HEAD);
        })) {
            Publisher publisher = publisher(server.address(), 100, 1);
            Eventually.holds("it has ended", publisher::isDone);

            assertThat(publisher.failure().orElseThrow()).contains("a publication was answered 503");
        }
    }

    @Test
    void aServerThatClosesIsTold() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> connection.request(ByteClass.HEAD))) {
            Publisher publisher = publisher(server.address(), 100, 1_000_000);
            Eventually.holds("it has ended", publisher::isDone);

            assertThat(publisher.failure().orElseThrow()).startsWith("the publisher lost its connection: ");
        }
    }

    private static Publisher publisher(InetSocketAddress server, int eventsPerSecond, int events) {
        LoadPlan plan = plan(server, eventsPerSecond, Duration.ZERO);
        Publisher publisher = new Publisher(
                plan, List.of(server), FireTimes.constantRate(eventsPerSecond), SentTimes.inMemory(events));
        publisher.publish(new Source.Schedule(System.nanoTime(), events, true));
        return publisher;
    }

    private static LoadPlan plan(InetSocketAddress server, int eventsPerSecond, Duration warmup) {
        return new LoadPlan(
                Technique.WEBSOCKET,
                server,
                new RoomName("room"),
                1,
                new LoadPlan.Publishing(Math.max(1, eventsPerSecond), 128),
                new LoadPlan.Reading(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(1), Duration.ZERO, warmup, Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }
}
