package dev.pushbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.client.user.ScriptedConnection;
import dev.pushbench.client.user.ScriptedServer;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class PublisherTest {
    private static final String CREATED = "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 50_000})
    void answersAreReadWhilePublishingAtEveryRate(int eventsPerSecond) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            while (true) {
                publication(connection);
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

    /** Whether the server took the event cannot be determined. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerThatClosesWithoutAnAnswerIsTold(boolean pipelined) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            publication(connection);
        })) {
            Publisher publisher = publisher(server.address(), 100, 1_000_000, pipelined);
            Eventually.holds("it has ended", publisher::isDone);

            assertThat(publisher.failure().orElseThrow()).startsWith("the publisher lost its connection: ");
        }
    }

    /** nginx closes after 1,000 answers, Tomcat after 100; what comes behind such an answer has not been processed (RFC 9112, section 9.6). */
    @ParameterizedTest
    @CsvSource({
        "1, true, HTTP/1.1 201 Created\\r\\nConnection: close\\r\\nContent-Length: 0",
        "7, true, HTTP/1.1 201 Created\\r\\nConnection: close\\r\\nContent-Length: 0",
        "1, false, HTTP/1.1 201 Created\\r\\nConnection: close\\r\\nContent-Length: 0",
        "100, false, HTTP/1.1 200 OK\\r\\nConnection: TE\\, close\\r\\nContent-Length: 0",
        "3, false, HTTP/1.1 202 Accepted\\r\\nConnection: close",
        "5, false, HTTP/1.0 204 No Content",
        "5, true, HTTP/1.0 201 Created\\r\\nContent-Length: 0"
    })
    void everyEventIsTakenOnceThoughConnectionsAreClosedAfterSoManyAnswers(int answers, boolean pipelined, String last)
            throws Exception {
        List<String> taken = new CopyOnWriteArrayList<>();
        String lastAnswer = last.replace("\\r\\n", "\r\n").replace("\\,", ",") + "\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            for (int i = 1; i <= answers; i++) {
                taken.add(publication(connection));
                connection.write(ByteClass.HEAD, i < answers ? CREATED : lastAnswer);
            }
            connection.endOutput();
        })) {
            Publisher publisher = publisher(server.address(), 2_000, 300, pipelined);
            Eventually.holds("it has ended", publisher::isDone);

            assertThat(publisher.failure()).isEmpty();
            assertThat(publisher.acknowledged()).isEqualTo(300);
            assertThat(taken).hasSize(300).doesNotHaveDuplicates();
            assertThat(taken).isSortedAccordingTo(Comparator.comparing(PublisherTest::dueNanos));
        }
    }

    /** As haproxy and varnish do after some seconds without a request. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aConnectionThatIsClosedWhileNothingIsOnItsWayIsOpenedAgain(boolean pipelined) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            connections.set(number);
            publication(connection);
            connection.write(ByteClass.HEAD, CREATED);
            if (number % 2 == 0) {
                connection.reset();
            }
        })) {
            Publisher publisher = publisher(server.address(), 20, 10, pipelined);
            Eventually.holds("it has ended", publisher::isDone);

            assertThat(publisher.failure()).isEmpty();
            assertThat(publisher.acknowledged()).isEqualTo(10);
            assertThat(connections).hasValueGreaterThanOrEqualTo(10);
        }
    }

    @ParameterizedTest
    @CsvSource({"429, Retry-After: 0", "503, Retry-After: 0", "503, retry-after:  1", "429, X: y"})
    void whatIsRefusedForAWhileIsPublishedAgainAndNothingOvertakesIt(int status, String header) throws Exception {
        List<String> taken = new CopyOnWriteArrayList<>();
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            while (true) {
                String body = publication(connection);
                if (requests.incrementAndGet() == 3) {
                    connection.write(
                            ByteClass.HEAD,
                            "HTTP/1.1 " + status + " No\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
                } else {
                    taken.add(body);
                    connection.write(ByteClass.HEAD, CREATED);
                }
            }
        })) {
            Publisher publisher = publisher(server.address(), 200, 20, false);
            Eventually.holds("it has ended", publisher::isDone);

            assertThat(publisher.failure()).isEmpty();
            assertThat(requests).hasValue(21);
            assertThat(taken).hasSize(20).isSortedAccordingTo(Comparator.comparing(PublisherTest::dueNanos));
        }
    }

    @Test
    void withoutPipeliningNothingIsWrittenBeforeTheAnswer() throws Exception {
        AtomicInteger mostWaiting = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            while (true) {
                publication(connection);
                mostWaiting.accumulateAndGet(connection.waitingBytes(), Math::max);
                connection.write(ByteClass.HEAD, CREATED);
            }
        })) {
            Publisher publisher = publisher(server.address(), 5_000, 500, false);
            Eventually.holds("it has ended", publisher::isDone);

            assertThat(publisher.failure()).isEmpty();
            assertThat(mostWaiting).hasValue(0);
        }
    }

    /** Reads a request; returns its body. */
    private static String publication(ScriptedConnection connection) throws IOException {
        Matcher length = LENGTH.matcher(connection.request(ByteClass.HEAD));
        assertThat(length.find()).as("it has a length").isTrue();
        return connection.bodyText(Integer.parseInt(length.group(1)));
    }

    private static long dueNanos(String publication) {
        return Long.parseLong(publication.replaceAll(".*\"due\":\"(\\d+)\".*", "$1"));
    }

    private static Publisher publisher(InetSocketAddress server, int eventsPerSecond, int events) {
        return publisher(server, eventsPerSecond, events, true);
    }

    private static Publisher publisher(InetSocketAddress server, int eventsPerSecond, int events, boolean pipelined) {
        LoadPlan plan = new LoadPlan(
                Technique.WEBSOCKET,
                server,
                new RoomName("room"),
                1,
                new LoadPlan.Publishing(eventsPerSecond, 128, pipelined),
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
