package dev.pushbench.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that other clients rely on: docs/contract.md. */
final class RoutesTest {
    private static final RoomName ROOM = new RoomName("room");

    @ParameterizedTest
    @CsvSource({
        "polling, /poll/room?after=42, false",
        "long-polling, /long-poll/room?after=42, false",
        "streaming, /stream/room?after=42, true",
        "sse, /sse/room?after=42, true",
        "websocket, /ws/room?after=42, true"
    })
    void aTechniqueHasItsNameAndItsPath(String id, String path, boolean isPush) {
        Technique technique = Technique.withId(id).orElseThrow();
        assertThat(technique).hasToString(id);
        assertThat(technique.id()).isEqualTo(id);
        assertThat(technique.isPush()).isEqualTo(isPush);
        assertThat(Routes.read(technique, ROOM, 42)).isEqualTo(path);
    }

    @Test
    void noOtherTechniqueIsKnown() {
        assertThat(Technique.withId("Polling")).isEmpty();
        assertThat(Technique.ids()).isEqualTo("polling, long-polling, streaming, sse, websocket");
    }

    @Test
    void aRoomIsPublishedTo() {
        assertThat(Routes.publish(ROOM)).isEqualTo("/publish/room");
        assertThat(ROOM).hasToString("room");
    }

    @Test
    void subprotocolsAreFoundByTheirTokens() {
        for (Subprotocol each : Subprotocol.values()) {
            assertThat(Subprotocol.withToken(each.token())).contains(each);
        }
        assertThat(Subprotocol.withToken("pushbench")).isEmpty();
        assertThat(Subprotocol.tokens()).isEqualTo("pushbench.v1.text, pushbench.v1.binary");
    }
}
