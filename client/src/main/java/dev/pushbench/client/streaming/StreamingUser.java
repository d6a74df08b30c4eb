package dev.pushbench.client.streaming;

import dev.pushbench.client.http.EventSink;
import dev.pushbench.client.http.NdjsonReader;
import dev.pushbench.client.user.HttpStreamUser;
import dev.pushbench.client.user.User;
import dev.pushbench.client.user.UserSetting;
import dev.pushbench.protocol.Technique;
import java.nio.ByteBuffer;

/** Reads one response of NDJSON lines. */
public final class StreamingUser {
    private StreamingUser() {}

    public static User of(UserSetting setting) {
        return new HttpStreamUser(setting, Technique.STREAMING, Lines::new);
    }

    private static final class Lines implements HttpStreamUser.BodyReader {
        private final NdjsonReader lines;

        Lines(EventSink sink) {
            this.lines = new NdjsonReader(sink);
        }

        @Override
        public void read(ByteBuffer bytes, int from, int to) {
            lines.read(bytes, from, to);
        }

        @Override
        public void reset() {
            lines.reset();
        }
    }
}
