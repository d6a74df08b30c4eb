package dev.pushbench.server.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Limits;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.wire.Rejection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is to become an event: {@code {"due":"0001234567890123456","data":"…"}}, in a POST body or in a frame. */
public final class Publication {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String FORM = "a publication is {\"data\":\"…\"}, with \"due\":\"nanoseconds\" if it is timed";

    private final long dueNanos;
    private final byte[] escapedData;

    private Publication(long dueNanos, byte[] escapedData) {
        this.dueNanos = dueNanos;
        this.escapedData = escapedData;
    }

    /**
     * Reads a publication. Where it names no {@code due}, it was due now.
     *
     * @throws Rejection 400 or 413, saying what is wrong with it
     */
    public static Publication parse(byte[] body) {
        String text = utf8(body);
        @Nullable String data = null;
        long dueNanos = -1;
        try (JsonParser json = JSON.createParser(text)) {
            require(json.nextToken() == JsonToken.START_OBJECT, FORM);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("data") && data == null && value == JsonToken.VALUE_STRING) {
                    data = json.getText();
                } else if (field.equals("due") && dueNanos < 0) {
                    dueNanos = due(json, value);
                } else {
                    throw Rejection.badRequest(FORM + "; '" + shortened(field) + "' is not as it should be");
                }
            }
            require(json.nextToken() == null, FORM + "; something follows it");
        } catch (JsonProcessingException e) {
            throw Rejection.badRequest(FORM + "; this is no such JSON text");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a String cannot fail to be read
        }
        if (data == null || data.isEmpty()) {
            throw Rejection.badRequest(FORM + "; data has at least one character");
        }
        require(StandardCharsets.UTF_8.newEncoder().canEncode(data), "data has an unpaired surrogate");
        byte[] escaped = EventFormat.escape(data);
        if (EventFormat.FIXED_BYTES + escaped.length > Limits.MOST_EVENT_BYTES) {
            throw new Rejection(413, "an event has at most " + Limits.MOST_EVENT_BYTES + " bytes");
        }
        return new Publication(dueNanos < 0 ? System.nanoTime() : dueNanos, escaped);
    }

    /**
     * Makes it the room's newest event; returns its sequence number.
     *
     * @throws Rejection 503 where all rooms together keep as much as they may
     */
    public long appendTo(Room room) {
        long seq = room.append(dueNanos, escapedData);
        if (seq == 0) {
            throw new Rejection(503, "the server's rooms together keep as much as they may");
        }
        return seq;
    }

    private static long due(JsonParser json, JsonToken value) throws IOException {
        String digits = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT ? json.getText() : "";
        try {
            // Long.parseLong alone takes a sign, and the digits of every script.
            boolean decimal = digits.chars().allMatch(digit -> digit >= '0' && digit <= '9');
            return Long.parseLong(decimal ? digits : "");
        } catch (NumberFormatException e) {
            throw Rejection.badRequest("due is a whole number of nanoseconds, not '" + shortened(digits) + "'");
        }
    }

    private static String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Rejection.badRequest("a publication is UTF-8");
        }
    }

    private static void require(boolean holds, String reason) {
        if (!holds) {
            throw Rejection.badRequest(reason);
        }
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
