package dev.pushbench.client.sse;

import dev.pushbench.client.http.EventSink;
import dev.pushbench.client.user.HttpStreamUser;
import dev.pushbench.client.user.User;
import dev.pushbench.client.user.UserSetting;
import dev.pushbench.protocol.Technique;
import java.nio.ByteBuffer;

/** Reads one response of event blocks. */
public final class SseUser {
    private SseUser() {}

    public static User of(UserSetting setting) {
        return new HttpStreamUser(setting, Technique.SSE, Blocks::new);
    }

    private static final class Blocks implements HttpStreamUser.BodyReader {
        private final SseReader blocks;

        Blocks(EventSink sink) {
            this.blocks = new SseReader(sink);
        }

        @Override
        public void read(ByteBuffer bytes, int from, int to) {
            blocks.read(bytes, from, to);
        }

        @Override
        public void reset() {
            blocks.reset();
        }
    }
}
