package dev.pushbench.client.user;

import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.http.NdjsonReader;
import dev.pushbench.client.http.PollRequest;
import dev.pushbench.client.http.ResponseParser;
import dev.pushbench.client.measure.ByteClass;
import java.nio.ByteBuffer;

/** A kept-alive connection over which a user asks what came after its cursor; when it asks is the technique's. */
public final class PollLink implements Link.Behaviour, ResponseParser.Listener {
    /** Decides when to ask. */
    public interface Asker {
        /** The connection stands, for the first time or again; no request is on its way. */
        void connected();

        /** The request is answered. */
        void answered();
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
    private boolean waiting;
    private long eventsBefore;

    public PollLink(UserSetting setting, PollRequest request, Asker asker) {
        this.setting = setting;
        this.request = request;
        this.asker = asker;
        this.reading = new EventReading(setting.meter());
        this.body = new NdjsonReader(reading);
        this.link = new Link(setting, this);
    }

    public void start() {
        link.start();
    }

    public void stop() {
        link.stop();
    }

    public void finish(long lastSeq) {
        reading.finish(lastSeq);
    }

    /** The user can receive. */
    public void ready() {
        link.ready();
    }

    /** Whether a request may be written: the connection stands, and the last one is answered. */
    public boolean mayAsk() {
        return open && !waiting;
    }

    /** Writes a request with the user's cursor. */
    public void ask() {
        ByteBuffer out = setting.loop().writeBuffer();
        request.write(out, reading.cursor());
        waiting = true;
        eventsBefore = reading.events();
        setting.meter().requested();
        setting.meter().written().add(reading.headClass(), link.write(out.flip()));
    }

    @Override
    public void connected() {
        open = true;
        asker.connected();
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
    public void disconnected() {
        open = false;
        waiting = false;
        parser = new ResponseParser(this);
        body.reset();
    }

    @Override
    public void head(int status, int headBytes) {
        setting.meter().read().add(reading.headClass(), headBytes);
        if (status != OK && status != NO_CONTENT) {
            link.refuse("the server answered " + status + " to a poll");
        }
    }

    @Override
    public void body(ByteBuffer bytes, int from, int to) {
        body.read(bytes, from, to);
    }

    @Override
    public void framing(int bytes) {
        setting.meter().read().add(ByteClass.FRAMING, bytes);
    }

    @Override
    public void end(boolean keepAlive) {
        waiting = false;
        body.reset();
        if (reading.events() == eventsBefore) {
            setting.meter().answeredEmpty();
        }
        if (keepAlive) {
            asker.answered();
        } else {
            link.replace();
        }
    }
}
