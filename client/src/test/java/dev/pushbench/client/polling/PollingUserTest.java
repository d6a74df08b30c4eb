package dev.pushbench.client.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Eventually;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.user.LoneUser;
import dev.pushbench.client.user.ScriptedServer;
import dev.pushbench.client.user.Voice;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class PollingUserTest {
    private static final Duration SHORT = Duration.ofMillis(2);

    @Test
    void pollsThatFallDueWhileOneIsUnansweredAreLeftOut() throws Exception {
        CountDownLatch checked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    Voice voice = new Voice(Technique.POLLING, connection);
                    voice.ask();
                    checked.await();
                    connection.write(ByteClass.HANDSHAKE, "HTTP/1.1 204 No Content\r\n\r\n");
                    voice.ask();
                    answered.countDown();
                    over.await();
                });
                LoneUser user = LoneUser.start(Technique.POLLING, server.address(), SHORT, true)) {
            awaitIntervals(user, 20);
            assertThat(user.meter().requests()).isEqualTo(1);

            checked.countDown();
            answered.await();
            awaitIntervals(user, 20);
            assertThat(user.meter().requests())
                    .as("one more, and none of those left out")
                    .isEqualTo(2);
            assertThat(server.failures()).isEmpty();
            over.countDown();
        }
    }

    @Test
    void theNextPollWaitsForItsTimeThoughTheLastIsAnswered() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(Technique.POLLING, connection).heartbeat();
                    over.await();
                });
                LoneUser user = LoneUser.start(Technique.POLLING, server.address(), Duration.ofHours(1), true)) {
            Eventually.holds("the first is answered", () -> user.emptyAnswers() == 1);
            awaitIntervals(user, 20);

            assertThat(user.meter().requests()).isEqualTo(1);
            over.countDown();
        }
    }

    @Test
    void everyPollNamesTheCursor() throws Exception {
        List<Long> cursors = new CopyOnWriteArrayList<>();
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    Voice voice = new Voice(Technique.POLLING, connection);
                    voice.event(1);
                    cursors.add(voice.lastAfter());
                    voice.event(2);
                    cursors.add(voice.lastAfter());
                    voice.gap(11, 8);
                    voice.heartbeat();
                    cursors.add(voice.lastAfter());
                    over.await();
                });
                LoneUser user = LoneUser.start(Technique.POLLING, server.address(), SHORT, true)) {
            Eventually.holds("three cursors", () -> cursors.size() == 3);

            assertThat(cursors).containsExactly(0L, 1L, 10L);
            assertThat(user.failures()).isEmpty();
            over.countDown();
        }
    }

    @Test
    void aServerThatClosesAfterEachAnswerIsFollowed() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    Voice voice = new Voice(Technique.POLLING, connection);
                    voice.ask();
                    byte[] text = Voice.eventText(number);
                    connection.write(
                            ByteClass.HEAD,
                            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + (text.length + 1)
                                    + "\r\n\r\n");
                    connection.write(ByteClass.PAYLOAD, text);
                    connection.write(ByteClass.FRAMING, "\n");
                    connection.awaitEnd();
                });
                LoneUser user = LoneUser.start(Technique.POLLING, server.address(), SHORT, true)) {
            user.awaitArrivals(3);
            user.stop();

            ConnectionCounts counts = user.meter().connections().counts();
            assertThat(user.deliveries().delivered())
                    .isEqualTo(user.meter().deliveries().arrivals());
            assertThat(user.deliveries().missing() + user.deliveries().duplicate())
                    .isZero();
            assertThat(counts.opened()).isEqualTo(counts.reconnected() + 1).isGreaterThanOrEqualTo(3);
            assertThat(counts.peak()).isEqualTo(1);
            assertThat(user.failures()).isEmpty();
        }
    }

    private static void awaitIntervals(LoneUser user, int intervals) throws Exception {
        long until = System.nanoTime() + SHORT.toNanos() * intervals;
        Eventually.holds("time has passed", () -> user.onLoop(() -> System.nanoTime() - until > 0));
    }
}
