package dev.pushbench.client.user;

import dev.pushbench.client.http.EventSink;
import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.http.RequestHead;
import dev.pushbench.client.http.ResponseParser;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.protocol.Technique;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** A user that reads one HTTP response that never ends; how its body is cut into events is the technique's. */
public final class HttpStreamUser implements User, Link.Behaviour, ResponseParser.Listener {
    /** Cuts bodies into events. */
    public interface BodyReader {
        void read(ByteBuffer bytes, int from, int to);

        /** A new response begins. */
        void reset();
    }

    private static final int OK = 200;

    private final UserSetting setting;
    private final Technique technique;
    private final EventReading reading;
    private final BodyReader body;
    private final Link link;
    private ResponseParser parser = new ResponseParser(this);

    public HttpStreamUser(UserSetting setting, Technique technique, Function<EventSink, BodyReader> body) {
        this.setting = setting;
        this.technique = technique;
        this.reading = new EventReading(setting);
        this.body = body.apply(reading);
        this.link = new Link(setting, this);
    }

    @Override
    public void start() {
        link.start();
    }

    /** Its response is open already. */
    @Override
    public void begin(long startNanos) {}

    @Override
    public void pause() {
        link.pause();
    }

    @Override
    public void finish(long lastSeq) {
        reading.finish(lastSeq);
    }

    @Override
    public void slowDown() {
        link.slowDown();
    }

    @Override
    public void hurry() {
        link.hurry();
    }

    @Override
    public void leave() {
        reading.leave();
        link.leave(true);
    }

    @Override
    public void left() {
        reading.left();
    }

    @Override
    public void stop() {
        link.stop();
    }

    @Override
    public void connected() {
        String target = reading.target(technique, setting.room());
        byte[] request = RequestHead.get(
                target, setting.hostAndPort(), setting.headers().lines().toArray(String[]::new));
        setting.meter().openingRequested();
        setting.meter().written(ByteClass.HANDSHAKE, link.write(ByteBuffer.wrap(request)));
    }

    @Override
    public void read(ByteBuffer in) {
        try {
            parser.read(in);
        } catch (MalformedResponse e) {
            link.refuse(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean endsInOrder() {
        return parser.endsInOrder();
    }

    @Override
    public void disconnected() {
        setting.meter().read(ByteClass.HANDSHAKE, parser.unfinishedHeadBytes());
        parser = new ResponseParser(this);
        body.reset();
    }

    @Override
    public void head(int status, int headBytes) {
        setting.meter().read(ByteClass.HANDSHAKE, headBytes);
        if (status == OK) {
            link.answered();
            link.ready();
        } else {
            link.refuse("the server answered " + status + " to a reader of " + technique);
        }
    }

    @Override
    public void body(ByteBuffer bytes, int from, int to) {
        body.read(bytes, from, to);
    }

    @Override
    public void framing(int bytes) {
        setting.meter().read(ByteClass.FRAMING, bytes);
    }

    /** The server shuts down, or bounds how long a stream lasts. */
    @Override
    public void end(boolean keepAlive) {
        link.replace();
    }
}
