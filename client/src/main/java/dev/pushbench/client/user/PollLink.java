package dev.pushbench.client.user;

import dev.pushbench.client.engine.Timer;
import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.http.NdjsonReader;
import dev.pushbench.client.http.PollRequest;
import dev.pushbench.client.http.ResponseParser;
import dev.pushbench.client.measure.ByteClass;
import java.nio.ByteBuffer;

/**
 * The connection over which a user asks what came after its cursor: one for all requests, or one for each. When it asks is the
 * technique's.
 */
public final class PollLink implements Link.Behaviour, ResponseParser.Listener {
    /** Decides when to ask. */
    public interface Asker {
        /** It may ask: the connection stands, for the first time or again, or none is kept; no request is on its way. */
        void connected();

        /** The request is answered. */
        void answered();

        /**
         * The first request after an answer has been written, on the same connection or another.
         *
         * @param answeredNanos when that answer was read off the socket
         */
        default void askedAgain(long answeredNanos) {}
    }

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final UserSetting setting;
    private final PollRequest request;
    private final Asker asker;
    private final EventReading reading;
    private final NdjsonReader body;
    private final Link link;
    private ResponseParser parser = new ResponseParser(this);
    private boolean open;
    private boolean withinAnswer;
    private boolean waiting;
    private long eventsBefore;
    private boolean askedSinceAnswer = true;
    private long answeredNanos;

    public PollLink(UserSetting setting, PollRequest request, Asker asker) {
        this.setting = setting;
        this.request = request;
        this.asker = asker;
        this.reading = new EventReading(setting);
        this.body = new NdjsonReader(reading);
        this.link = new Link(setting, this);
    }

    /** Opens the connection, where one serves many requests; where each has its own, there is nothing to open yet. */
    public void start() {
        if (setting.keepAlive()) {
            link.start();
        } else {
            asker.connected();
        }
    }

    public void pause() {
        link.pause();
    }

    public void stop() {
        link.stop();
    }

    public void slowDown() {
        link.slowDown();
    }

    public void hurry() {
        link.hurry();
    }

    /** Calls the timer at that instant. */
    public void schedule(long atNanos, Timer timer) {
        link.schedule(atNanos, timer);
    }

    /** Whoever asks asks no more. */
    public void leave() {
        reading.leave();
        link.leave(true);
    }

    @Override
    public void left() {
        reading.left();
    }

    public void finish(long lastSeq) {
        reading.finish(lastSeq);
    }

    /** The user can receive. */
    public void ready() {
        link.ready();
    }

    /** Whether the last request is answered. */
    public boolean mayAsk() {
        return !waiting;
    }

    /** Writes a request with the user's cursor, as soon as a connection stands: one of its own where none is kept alive. */
    public void ask() {
        waiting = true;
        if (open) {
            write();
        } else {
            link.start();
        }
    }

    private void write() {
        ByteBuffer out = setting.loop().writeBuffer();
        request.write(out, reading.cursor(), reading.behindCursor());
        eventsBefore = reading.events();
        int bytes = link.write(out.flip());
        if (bytes == 0) {
            return; // the connection is gone, and the request is written on the next one
        }
        setting.meter().requested();
        setting.meter().written(ByteClass.HEAD, bytes);
        if (!askedSinceAnswer) {
            askedSinceAnswer = true;
            asker.askedAgain(answeredNanos);
        }
    }

    @Override
    public void connected() {
        open = true;
        if (waiting) {
            write();
        } else {
            asker.connected();
        }
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
        return !body.midLine() && parser.endsInOrder();
    }

    @Override
    public boolean isBetweenAnswers() {
        return !withinAnswer && parser.unfinishedHeadBytes() == 0;
    }

    /** A request that is not answered is written again: that is safe for a GET (RFC 9110, section 9.2.2; RFC 9112, section 9.3.1). */
    @Override
    public void disconnected() {
        open = false;
        withinAnswer = false;
        setting.meter().read(ByteClass.HEAD, parser.unfinishedHeadBytes());
        parser = new ResponseParser(this);
        body.reset();
    }

    @Override
    public void head(int status, int headBytes) {
        withinAnswer = true;
        setting.meter().read(ByteClass.HEAD, headBytes);
        if (status != OK && status != NO_CONTENT) {
            link.refuse("the server answered " + status + " to a poll");
        } else {
            link.answered();
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

    @Override
    public void end(boolean keepAlive) {
        withinAnswer = false;
        waiting = false;
        askedSinceAnswer = false;
        answeredNanos = setting.meter().readNanos();
        body.reset();
        if (reading.events() == eventsBefore) {
            setting.meter().answeredEmpty();
        }
        if (!setting.keepAlive()) {
            // Asked for, and binding on us whether or not the answer says it too (RFC 9112, section 9.6): Undertow's
            // 204 does not.
            open = false;
            link.letGo();
            parser = new ResponseParser(this);
            asker.answered();
        } else if (keepAlive) {
            asker.answered();
        } else {
            link.replace(); // not asked for: the server keeps no connections, or not this one
        }
    }
}
