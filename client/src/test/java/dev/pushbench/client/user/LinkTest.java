package dev.pushbench.client.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Eventually;
import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.polling.PollingUser;
import dev.pushbench.protocol.EventTail;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a user that asks or publishes gets another connection, step by step. */
@Timeout(60)
final class LinkTest {
    private static final byte[] PUBLICATION = "{\"data\":\"x\"}".getBytes(StandardCharsets.US_ASCII);

    private static final Saying SAYING = new Saying(PUBLICATION, 1, 0);

    private final Meter meter = new Meter(PublishTimes.inMemory(1), EventTail.of(new byte[] {'x'}));
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch checked = new CountDownLatch(1);
    private Optional<EventLoop> running = Optional.empty();

    @AfterEach
    void endLoop() {
        checked.countDown();
        running.ifPresent(EventLoop::close);
        assertThat(running.flatMap(EventLoop::failure)).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void aConnectionThatIsClosedUnusedIsReplacedWhenThereIsSomethingToAsk() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            if (number == 1) {
                connection.endOutput();
            } else {
                new Voice(Technique.POLLING, connection).heartbeat();
                checked.await();
            }
        })) {
            UserSetting setting = setting(server.address(), Duration.ZERO);
            PollLink link = pollLink(setting);
            setting.loop().execute(link::start);
            Eventually.holds("it is closed", () -> counts().closedByServer() == 1);
            assertThat(counts().opened()).isEqualTo(1);

            setting.loop().execute(link::ask);
            Eventually.holds("it is answered", () -> mayAsk(setting, link));

            assertThat(counts()).isEqualTo(new ConnectionCounts(2, 1, 0, 1, 0, 1));
            assertThat(meter.requests()).isEqualTo(1);
            assertThat(server.failures()).isEmpty();
        }
    }

    @Test
    void aRequestThatIsDueWhileItsConnectionIsOpenedIsWrittenWhenThatStands() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            new Voice(Technique.POLLING, connection).heartbeat();
            checked.await();
        })) {
            UserSetting setting = setting(server.address(), Duration.ofMillis(50));
            PollLink link = pollLink(setting);
            setting.loop().execute(() -> {
                link.start();
                link.ready();
                assertThat(link.mayAsk()).isTrue();
                link.ask();
                assertThat(link.mayAsk()).isFalse();
            });
            Eventually.holds("it is answered", () -> meter.requests() == 1 && mayAsk(setting, link));

            assertThat(counts()).isEqualTo(new ConnectionCounts(1, 1, 0, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 201 Created\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 201 Created\r\n\r\n{\"seq\":\"1\"}"
            })
    void aUserWhosePublishingConnectionEndsInOrderHasAnotherAtOnce(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            connection.request(ByteClass.HEAD);
            connection.body(PUBLICATION.length);
            connection.write(ByteClass.HEAD, answer);
            connection.endOutput();
        })) {
            UserSetting setting = setting(server.address(), Duration.ZERO);
            PostLine line = postLine(setting);
            setting.loop().execute(line::start);
            for (int i = 1; i <= 3; i++) {
                int publications = i;
                setting.loop().execute(() -> line.say(SAYING));
                Eventually.holds(
                        "it is answered, and another connection stands",
                        () -> meter.acknowledged() == publications && counts().opened() == publications + 1);
            }

            assertThat(meter.said()).isEqualTo(3);
            assertThat(counts().reconnected()).isEqualTo(3);
            assertThat(counts().backoffs()).isZero();
            assertThat(counts().backoffNanos()).isZero();
            assertThat(server.failures()).isEmpty();
        }
    }

    @Test
    void aPublicationWithoutAnAnswerIsFollowedByAPauseAndNotRepeated() throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
            connection.request(ByteClass.HEAD);
            connection.body(PUBLICATION.length);
            if (number > 1) {
                connection.write(ByteClass.HEAD, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
                checked.await();
            }
            connection.endOutput();
        })) {
            UserSetting setting = setting(server.address(), Duration.ZERO);
            PostLine line = postLine(setting);
            setting.loop().execute(() -> {
                line.start();
                line.say(SAYING);
                line.say(SAYING);
            });
            Eventually.holds("the second is answered", () -> meter.acknowledged() == 1);

            assertThat(meter.said()).isEqualTo(2);
            assertThat(counts().opened()).isEqualTo(2);
            assertThat(counts().backoffs()).isEqualTo(1);
            assertThat(counts().backoffNanos()).isGreaterThanOrEqualTo(100_000_000);
            assertThat(server.failures()).isEmpty();
        }
    }

    private static PostLine postLine(UserSetting setting) {
        return new PostLine(setting, PostLine.head(setting, PUBLICATION.length));
    }

    private static boolean mayAsk(UserSetting setting, PollLink link) throws Exception {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        setting.loop().execute(() -> answer.complete(link.mayAsk()));
        return answer.get(20, TimeUnit.SECONDS);
    }

    private ConnectionCounts counts() {
        return meter.connections().counts();
    }

    /** One that asks when the test does. */
    private static PollLink pollLink(UserSetting setting) {
        PollLink[] link = new PollLink[1];
        link[0] = new PollLink(setting, PollingUser.request(setting), new PollLink.Asker() {
            @Override
            public void connected() {
                link[0].ready();
            }

            @Override
            public void answered() {}
        });
        return link[0];
    }

    private UserSetting setting(InetSocketAddress server, Duration handshake) throws Exception {
        EventLoop loop = EventLoop.start("link-under-test", handshake.toNanos());
        running = Optional.of(loop);
        UserSetting.Watcher watcher = new UserSetting.Watcher() {
            @Override
            public void ready() {}

            @Override
            public void failed(String reason) {
                failures.add(reason);
            }
        };
        return new UserSetting(
                loop, server, Optional.empty(), new RoomName("room"), HeaderProfile.MINIMAL, true, meter, watcher);
    }
}
