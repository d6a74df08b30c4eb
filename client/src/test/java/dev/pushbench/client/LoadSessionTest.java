package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.user.ScriptedServer;
import dev.pushbench.client.user.Voice;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trials that cannot come to their end. */
@Timeout(60)
final class LoadSessionTest {
    @AfterEach
    void noThreadIsLeft() {
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("users", "publisher");
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedConnectionEndsIt(Technique technique) {
        LoadResult result = Load.run(plan(technique, ScriptedServer.nobody(), 3), progress -> {});

        assertThat(result.failure().orElseThrow()).endsWith(": Connection refused");
        assertThat(result.connections().opened()).isZero();
        assertThat(result.expected()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "SSE", "WEBSOCKET"})
    void whyAUserFailedIsToldHoweverSoonItFailed(Technique technique) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            new Voice(technique, connection).refuse(503);
            connection.awaitEnd();
            ended.countDown();
        })) {
            // The first telling holds up the coordinating thread until the only user has failed.
            LoadResult result = Load.run(plan(technique, server.address(), 1), progress -> await(ended));

            assertThat(result.failure().orElseThrow())
                    .startsWith("1 of 1 users failed: ")
                    .contains("503");
        }
    }

    @Test
    void usersThatAreNotReadyInTimeAreTold() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            new Voice(Technique.SSE, connection).ask(); // which the publisher's does not
            if (asked.incrementAndGet() == 1) {
                connection.write(ByteClass.HANDSHAKE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            }
            over.await();
        })) {
            LoadResult result = Load.run(plan(Technique.SSE, server.address(), 2), progress -> {});

            assertThat(result.failure()).contains("1 of 2 users were ready after 1 s");
            over.countDown();
        }
    }

    @Test
    void anEventThatDoesNotReachAllIsTold() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    if (connection.request(ByteClass.HANDSHAKE).startsWith("POST")) {
                        connection.write(ByteClass.HEAD, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
                    } else {
                        connection.write(ByteClass.HANDSHAKE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                        connection.awaitEnd();
                    }
                });
                LoadSession session = LoadSession.open(plan(Technique.SSE, server.address(), 2), progress -> {})) {
            session.connect();

            assertThat(session.publishOneAndAwaitAll()).isEmpty();
            assertThat(session.failure()).contains("an event did not reach 2 of 2 users within 1 s");
        }
    }

    private static LoadPlan plan(Technique technique, InetSocketAddress server, int users) {
        return new LoadPlan(
                technique,
                server,
                new RoomName("room"),
                users,
                new LoadPlan.Publishing(100, 128),
                new LoadPlan.Reading(Duration.ofMillis(10), Duration.ofSeconds(1)),
                LoadPlan.Requests.MINIMAL,
                new LoadPlan.Timing(
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
