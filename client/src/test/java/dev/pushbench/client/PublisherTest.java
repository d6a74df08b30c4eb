package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.client.user.ScriptedServer;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PublisherTest {
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
    private static final int BODY_BYTES = 128 - 33; // an event of 128 bytes without its seq

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
        LoadPlan plan = new LoadPlan(
                Technique.WEBSOCKET,
                server,
                new RoomName("room"),
                1,
                new LoadPlan.Publishing(eventsPerSecond, 128),
                new LoadPlan.Reading(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)));
        Publisher publisher = new Publisher(
                plan, List.of(server), FireTimes.constantRate(eventsPerSecond), PublishTimes.inMemory(events));
        publisher.publish(new Source.Schedule(System.nanoTime(), events, true));
        return publisher;
    }
}
