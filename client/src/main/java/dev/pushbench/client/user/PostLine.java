package dev.pushbench.client.user;

import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.http.RequestHead;
import dev.pushbench.client.http.ResponseParser;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.protocol.Routes;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How a user of HTTP publishes: {@code POST} on a connection of its own that is kept alive, beside the one that it reads by. One request at a
 * time, as a browser does (HTTP/1.1 pipelining is off in all of them): what is to be said meanwhile waits, and counts from when it was due.
 *
 * <p>A request whose connection is lost before it is answered is not made again: whether the server has taken it, nobody knows. One that
 * could not be written is.
 */
public final class PostLine implements Speaker, Link.Behaviour, ResponseParser.Listener {
    private static final int CREATED = 201;

    private final UserSetting setting;
    private final byte[] head;
    private final Link link;
    private final Deque<Saying> unsaid = new ArrayDeque<>(1);
    private ResponseParser parser = new ResponseParser(this);
    private boolean open;
    private boolean waiting;
    private long dueNanos;
    private long sentNanos;

    /**
     * @param setting whose watcher is told when the connection stands
     * @param head shared by all users of the room, from {@link #head}
     */
    public PostLine(UserSetting setting, byte[] head) {
        this.setting = setting;
        this.head = head;
        this.link = new Link(setting, this);
    }

    /** The head of every request, for publications of that length. */
    public static byte[] head(UserSetting setting, int publicationBytes) {
        return RequestHead.post(
                Routes.publish(setting.room()),
                setting.hostAndPort(),
                Routes.JSON,
                publicationBytes,
                setting.headers().lines().toArray(String[]::new));
    }

    public void start() {
        link.start();
    }

    public void pause() {
        link.pause();
    }

    public void stop() {
        link.stop();
    }

    @Override
    public void say(Saying saying) {
        unsaid.add(saying);
        link.serve(this::sayNext);
    }

    private void sayNext() {
        if (waiting || unsaid.isEmpty()) {
            return;
        }
        if (open) {
            write(unsaid.element());
        } else {
            link.start();
        }
    }

    private void write(Saying next) {
        byte[] body = next.publication();
        long nowNanos = System.nanoTime();
        setting.meter().publishing(next.event(), next.dueNanos(), nowNanos);
        int bytes = link.write(ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip());
        if (bytes == 0) {
            return; // the connection is gone, and the request is written on the next one
        }
        unsaid.remove();
        waiting = true;
        dueNanos = next.dueNanos();
        sentNanos = nowNanos;
        setting.meter().posted(sentNanos, dueNanos, head.length, body.length);
    }

    @Override
    public void connected() {
        open = true;
        link.ready();
        sayNext();
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
        open = false;
        waiting = false;
        setting.meter().readAnswer(ByteClass.HEAD, parser.unfinishedHeadBytes());
        parser = new ResponseParser(this);
    }

    @Override
    public void head(int status, int headBytes) {
        setting.meter().readAnswer(ByteClass.HEAD, headBytes);
        if (status != CREATED) {
            link.refuse("the server answered " + status + " to a publication");
        } else {
            link.answered();
        }
    }

    /** Which number the event was given, this user learns by reading it. */
    @Override
    public void body(ByteBuffer bytes, int from, int to) {
        setting.meter().readAnswer(ByteClass.FRAMING, to - from);
    }

    @Override
    public void framing(int bytes) {
        setting.meter().readAnswer(ByteClass.FRAMING, bytes);
    }

    @Override
    public void end(boolean keepAlive) {
        waiting = false;
        setting.meter().acknowledged(sentNanos, dueNanos);
        if (keepAlive) {
            sayNext();
        } else {
            open = false;
            link.replace(); // not asked for: the server keeps no connections, or not this one
        }
    }
}
