package dev.pushbench.client.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Eventually;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.ConnectionCounts;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.protocol.Technique;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every kind of user owes, against a server that is played byte by byte. */
@Timeout(60)
final class UserContractTest {
    @ParameterizedTest
    @EnumSource
    void everyEventArrivesAndEveryByteIsOfOneClass(Technique technique) throws Exception {
        everyByteIsOfOneClass(technique, false);
    }

    @ParameterizedTest
    @EnumSource
    void theSameByteByByte(Technique technique) throws Exception {
        everyByteIsOfOneClass(technique, true);
    }

    private static void everyByteIsOfOneClass(Technique technique, boolean byteByByte) throws Exception {
        CountDownLatch checked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    if (byteByByte) {
                        connection.writeByteByByte();
                    }
                    Voice voice = new Voice(technique, connection);
                    voice.greet();
                    voice.heartbeat();
                    voice.event(1);
                    voice.event(2);
                    voice.heartbeat();
                    voice.gap(9, 6);
                    voice.event(9);
                    if (!technique.isPush()) {
                        voice.ask();
                    }
                    checked.await();
                });
                LoneUser user = LoneUser.start(technique, server.address())) {
            user.awaitArrivals(3);
            Eventually.holds(
                    "read and sent are the same: " + user.read() + ", " + server.sent(),
                    () -> user.read().equals(server.sent()));
            Eventually.holds(
                    "written and received are the same: " + user.written() + ", " + server.received(),
                    () -> user.written().equals(server.received()));

            assertThat(user.deliveries()).isEqualTo(new Deliveries(3, 3, 6, 0, 0, 1, 6));
            assertThat(user.timesReady()).isEqualTo(1);
            assertThat(user.failures()).isEmpty();
            assertThat(user.meter().connections().counts()).isEqualTo(new ConnectionCounts(1, 1, 0, 0, 0, 0));
            assertThat(user.onLoop(user.meter()::latencyOfInterval).getTotalCount())
                    .isEqualTo(3);
            if (!technique.isPush()) {
                Eventually.holds("seven requests", () -> user.meter().requests() == 7);
                assertThat(user.emptyAnswers()).as("answers without an event").isEqualTo(3);
            } else {
                assertThat(user.meter().requests()).isZero();
                assertThat(user.onLoop(user.meter()::traffic).openings()).isEqualTo(1);
                assertThat(user.emptyAnswers()).isZero();
            }
            user.stop();
            checked.countDown();
            assertThat(server.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLostConnectionIsReplacedAndGoesOnFromTheCursor(Technique technique) throws Exception {
        goesOnFromTheCursor(technique, false);
    }

    @ParameterizedTest
    @EnumSource
    void aResetConnectionIsReplacedAndGoesOnFromTheCursor(Technique technique) throws Exception {
        goesOnFromTheCursor(technique, true);
    }

    private static void goesOnFromTheCursor(Technique technique, boolean reset) throws Exception {
        List<Long> cursors = new CopyOnWriteArrayList<>();
        CountDownLatch readBefore = new CountDownLatch(1);
        CountDownLatch checked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    if (number == 1) {
                        Voice voice = new Voice(technique, connection);
                        voice.greet();
                        voice.event(1);
                        voice.event(2);
                        if (reset) {
                            readBefore.await();
                            connection.reset();
                        } else {
                            voice.halfEvent(3);
                        }
                    } else {
                        Voice voice = new Voice(technique, connection);
                        voice.greet();
                        voice.event(3);
                        cursors.add(voice.lastAfter());
                        checked.await();
                    }
                });
                LoneUser user = LoneUser.start(technique, server.address())) {
            user.awaitArrivals(2);
            readBefore.countDown();
            user.awaitArrivals(3);
            if (!reset) {
                Eventually.holds(
                        "read and sent are the same: " + user.read() + ", " + server.sent(),
                        () -> user.read().equals(server.sent()));
            }
            Eventually.holds("the server has looked", () -> cursors.size() == 1);

            assertThat(cursors).containsExactly(2L);
            assertThat(user.deliveries()).isEqualTo(new Deliveries(3, 3, 0, 0, 0, 0, 0));
            assertThat(exceptPauses(user)).isEqualTo(new ConnectionCounts(2, 1, 0, 1, 0, 1));
            assertThat(user.timesReady()).isEqualTo(1);
            assertThat(user.failures()).isEmpty();
            user.stop();
            checked.countDown();
            assertThat(server.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "SSE", "WEBSOCKET"})
    void whatWasHalfReadWhenTheUserStopsIsCounted(Technique technique) throws Exception {
        CountDownLatch checked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    Voice voice = new Voice(technique, connection);
                    voice.greet();
                    connection.together(() -> {
                        voice.event(1);
                        voice.halfEvent(2);
                    });
                    checked.await();
                });
                LoneUser user = LoneUser.start(technique, server.address())) {
            user.awaitArrivals(1); // and so the half that came in the same packet is read
            user.stop();

            assertThat(user.read()).isEqualTo(server.sent());
            checked.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHeadThatIsCutOffIsCountedAndTheUserComesBack(Technique technique) throws Exception {
        CountDownLatch checked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    Voice voice = new Voice(technique, connection);
                    if (number == 2) {
                        voice.ask();
                        ByteClass head = technique.isPush() ? ByteClass.HANDSHAKE : ByteClass.HEAD;
                        connection.write(head, "HTTP/1.1 2");
                        return;
                    }
                    voice.greet();
                    voice.event(number == 1 ? 1 : 2);
                    if (number == 3) {
                        checked.await();
                    }
                });
                LoneUser user = LoneUser.start(technique, server.address())) {
            user.awaitArrivals(2);
            Eventually.holds(
                    "read and sent are the same: " + user.read() + ", " + server.sent(),
                    () -> user.read().equals(server.sent()));

            assertThat(exceptPauses(user)).isEqualTo(new ConnectionCounts(3, 1, 0, 2, 0, 2));
            user.stop();
            checked.countDown();
            assertThat(server.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatStaysAwayIsTriedAgainWithoutFailingTheUser(Technique technique) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    Voice voice = new Voice(technique, connection);
                    voice.greet();
                    voice.event(1);
                });
                LoneUser user = LoneUser.start(technique, server.address())) {
            user.awaitArrivals(1);
            server.goAway();
            Eventually.holds(
                    "two attempts failed",
                    () -> user.meter().connections().counts().failed() >= 2);

            assertThat(user.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedConnectionFailsTheUser(Technique technique) throws Exception {
        try (LoneUser user = LoneUser.start(technique, ScriptedServer.nobody())) {
            user.awaitFailure();

            assertThat(user.failures()).containsExactly("Connection refused");
            assertThat(user.timesReady()).isZero();
            assertThat(user.meter().connections().counts()).isEqualTo(new ConnectionCounts(0, 0, 0, 0, 1, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatRefusesFailsTheUserAndIsNotAskedForAgain(Technique technique) throws Exception {
        for (int status : new int[] {400, 503}) {
            CountDownLatch ended = new CountDownLatch(1);
            try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                        assertThat(number).isEqualTo(1);
                        new Voice(technique, connection).refuse(status);
                        connection.awaitEnd();
                        ended.countDown();
                    });
                    LoneUser user = LoneUser.start(technique, server.address())) {
                user.awaitFailure();
                ended.await();

                assertThat(user.failures()).singleElement().asString().contains(Integer.toString(status));
                assertThat(user.meter().connections().counts()).isEqualTo(new ConnectionCounts(1, 1, 1, 0, 0, 0));
                assertThat(server.failures()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTextThatIsNoEventFailsTheUser(Technique technique) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    Voice voice = new Voice(technique, connection);
                    voice.greet();
                    voice.say("{\"hello\":\"world\"}".getBytes(StandardCharsets.US_ASCII));
                    connection.awaitEnd();
                });
                LoneUser user = LoneUser.start(technique, server.address())) {
            user.awaitFailure();

            assertThat(user.failures())
                    .singleElement()
                    .asString()
                    .startsWith("neither an event nor a gap notice, 17 bytes: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsNotHttpFailsTheUser(Technique technique) throws Exception {
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    new Voice(technique, connection).ask();
                    connection.write(ByteClass.HEAD, "SSH-2.0-OpenSSH_9.6\r\n\r\n");
                    connection.awaitEnd();
                });
                LoneUser user = LoneUser.start(technique, server.address())) {
            user.awaitFailure();

            assertThat(user.failures()).singleElement().asString().contains("SSH-2.0");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAMING", "SSE", "WEBSOCKET"})
    void aServerThatClosesBeforeTheUserIsReadyFailsIt(Technique technique) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.start((connection, number) -> new Voice(technique, connection).ask());
                LoneUser user = LoneUser.start(technique, server.address())) {
            user.awaitFailure();

            assertThat(user.failures()).containsExactly("the server closed the connection");
            assertThat(user.timesReady()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUserThatStopsClosesItsConnectionAndCountsNothingMore(Technique technique) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start((connection, number) -> {
                    Voice voice = new Voice(technique, connection);
                    voice.greet();
                    voice.event(1);
                    if (!technique.isPush()) {
                        voice.ask();
                    }
                    asked.countDown();
                    connection.awaitEnd();
                    ended.countDown();
                });
                LoneUser user = LoneUser.start(technique, server.address())) {
            user.awaitArrivals(1);
            asked.await();
            user.stop();
            user.stop();
            ended.await();

            assertThat(user.failures()).isEmpty();
            assertThat(user.meter().connections().counts()).isEqualTo(new ConnectionCounts(1, 1, 1, 0, 0, 0));
            assertThat(server.failures()).isEmpty();
        }
    }

    /** Which endings are followed by a pause is another test's. */
    private static ConnectionCounts exceptPauses(LoneUser user) {
        ConnectionCounts counts = user.meter().connections().counts();
        return new ConnectionCounts(
                counts.opened(),
                counts.peak(),
                counts.closedByUser(),
                counts.closedByServer(),
                counts.failed(),
                counts.reconnected());
    }
}
