package dev.pushbench.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.server.room.BareFraming;
import dev.pushbench.server.room.Retention;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.Rejection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Timeout;

final class PublicationFuzzTest {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Room ROOM = new Rooms(1, new Retention(1, Limits.MOST_EVENT_BYTES))
            .room(new RoomName("room"))
            .orElseThrow();

    @Timeout(10)
    @FuzzTest
    void whateverIsPublishedIsRefusedOrMakesAnEvent(byte[] body) throws IOException {
        Publication publication;
        try {
            publication = Publication.parse(body);
        } catch (Rejection refused) {
            assertThat(Set.of(400, 413)).contains(refused.status());
            assertThat(refused.reason()).isNotBlank();
            return;
        }
        List<String> event = strings(bytes(publication.appendTo(ROOM)));
        assertThat(event).hasSize(3);
        assertThat(event.get(2)).isNotEmpty();
        assertThat(strings(body)).contains(event.get(2));
    }

    private static byte[] bytes(long seq) {
        ByteBuffer event = Objects.requireNonNull(ROOM.entry(seq))
                .framed(BareFraming.INSTANCE)
                .duplicate();
        assertThat(event.remaining()).isBetween(Limits.LEAST_EVENT_BYTES, Limits.MOST_EVENT_BYTES);
        byte[] bytes = new byte[event.remaining()];
        event.get(bytes);
        return bytes;
    }

    /** All that another parser takes for a text. */
    private static List<String> strings(byte[] json) throws IOException {
        assertThat(json.length).isPositive();
        List<String> strings = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(new String(json, UTF_8))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    strings.add(parser.getText());
                }
            }
        }
        return strings;
    }
}
