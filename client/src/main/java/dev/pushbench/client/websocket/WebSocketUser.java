package dev.pushbench.client.websocket;

import dev.pushbench.client.http.EventStart;
import dev.pushbench.client.http.EventText;
import dev.pushbench.client.http.MalformedResponse;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.user.EventReading;
import dev.pushbench.client.user.Link;
import dev.pushbench.client.user.Saying;
import dev.pushbench.client.user.Speaker;
import dev.pushbench.client.user.User;
import dev.pushbench.client.user.UserSetting;
import dev.pushbench.protocol.EventTail;
import dev.pushbench.protocol.Technique;
import dev.pushbench.protocol.Utf8Check;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.java_websocket.enums.Opcode;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.DataFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.jspecify.annotations.Nullable;

/** Upgrades once, then reads frames. Plain ones are read in place; all others go through Java-WebSocket. */
public final class WebSocketUser implements User, Speaker, Link.Behaviour, FrameReader.Listener {
    private static final int MASKED = 0x80;
    private static final int TEXT = 1;

    private final UserSetting setting;
    private final WebSocketTexts texts;
    private final EventReading reading;
    private final Link link;
    private FrameReader frames = new FrameReader(this);
    private @Nullable ClientHandshake request;
    private @Nullable HandshakeAnswer answer;
    private @Nullable ByteArrayOutputStream fragments;
    private boolean fragmentsAreText;
    private boolean open;
    private boolean leaving;
    private boolean closing;
    private final Utf8Check utf8 = new Utf8Check();
    private @Nullable Deque<Saying> unsaid;

    /** @param texts shared by all users of the loop */
    public WebSocketUser(UserSetting setting, WebSocketTexts texts) {
        this.setting = setting;
        this.texts = texts;
        this.reading = new EventReading(setting);
        this.link = new Link(setting, this);
    }

    @Override
    public void start() {
        link.start();
    }

    /** Its connection is open already. */
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

    /** With a close frame, which the server answers before it closes (RFC 6455, section 7.1.1). */
    @Override
    public void leave() {
        reading.leave();
        leaving = true;
        takeLeave(CloseFrame.NORMAL);
        link.leave(request != null); // a handshake at hand knows of no frames yet
    }

    @Override
    public void left() {
        reading.left();
    }

    @Override
    public void stop() {
        link.stop();
    }

    /** A frame has no answer, so nothing waits for one. */
    @Override
    public void say(Saying saying) {
        link.serve(() -> {
            if (open && request == null && !closing) {
                sayNow(saying);
            } else {
                sayLater(saying);
            }
        });
    }

    private void sayLater(Saying saying) {
        unsaid = unsaid == null ? new ArrayDeque<>() : unsaid;
        unsaid.add(saying);
    }

    private void sayAll() {
        Deque<Saying> waiting = unsaid;
        unsaid = null;
        if (waiting != null) {
            waiting.forEach(this::sayNow);
        }
    }

    private void sayNow(Saying saying) {
        byte[] publication = saying.publication();
        DataFrame frame = texts.dataFrame(publication);
        setting.meter().publishing(saying.event(), saying.dueNanos(), System.nanoTime());
        int bytes = link.write(texts.bytes(frame));
        if (bytes == 0) {
            sayLater(saying); // the connection is gone, and nothing of it was sent
            return;
        }
        setting.meter().framed(System.nanoTime(), saying.dueNanos(), bytes - publication.length, publication.length);
    }

    @Override
    public void connected() {
        open = true;
        String target = reading.target(Technique.WEBSOCKET, setting.room());
        ClientHandshake sent = texts.request(target, setting.hostAndPort(), setting.headers());
        request = sent;
        answer = new HandshakeAnswer();
        setting.meter().openingRequested();
        setting.meter().written(ByteClass.HANDSHAKE, link.write(texts.bytes(sent)));
    }

    /** Without a close frame it is an abnormal closure, wherever it comes (RFC 6455, section 7.1.5). */
    @Override
    public boolean endsInOrder() {
        return false;
    }

    @Override
    public void disconnected() {
        open = false;
        closing = false;
        reading.framing(frames.unfinishedBytes() + (fragments == null ? 0 : fragments.size()));
        frames = new FrameReader(this);
        fragments = null;
    }

    @Override
    public void read(ByteBuffer in) {
        try {
            if (request != null && answer != null) {
                readAnswer(in, request, answer);
            }
            frames.read(in);
        } catch (MalformedFrame e) {
            takeLeave(e.closeCode());
            link.refuse(String.valueOf(e.getMessage()));
        } catch (MalformedResponse e) {
            link.refuse(String.valueOf(e.getMessage()));
        }
    }

    /** Tells a server that broke the protocol so, where the handshake is over (RFC 6455, section 7.1.7). */
    private void takeLeave(int closeCode) {
        if (open && request == null) {
            CloseFrame close = new CloseFrame();
            close.setCode(closeCode);
            answerControl(close);
        }
    }

    private void readAnswer(ByteBuffer in, ClientHandshake sent, HandshakeAnswer head) {
        int start = in.position();
        boolean whole = head.read(in);
        setting.meter().read(ByteClass.HANDSHAKE, in.position() - start);
        if (whole) {
            texts.check(sent, head.whole());
            request = null;
            answer = null;
            link.answered();
            link.ready();
            sayAll();
        }
    }

    @Override
    public void message(ByteBuffer bytes, int payloadStart, int payloadBytes, int headerBytes, int opcode) {
        texts.requireAgreed(opcode == TEXT);
        reading.framing(headerBytes);
        EventText.tell(bytes, payloadStart, payloadBytes, reading);
    }

    @Override
    public void message(EventStart payload, int headerBytes, int opcode) {
        texts.requireAgreed(opcode == TEXT);
        reading.framing(headerBytes);
        EventText.tell(payload, reading);
    }

    @Override
    public EventTail tail() {
        return reading.tail();
    }

    @Override
    public void otherFrame(ByteBuffer wholeFrame) {
        int bytes = wholeFrame.remaining();
        if ((wholeFrame.get(1) & MASKED) != 0) {
            throw new MalformedFrame("the server masked a frame"); // RFC 6455, section 5.1
        }
        for (Framedata frame : texts.frames(wholeFrame)) {
            switch (frame.getOpcode()) {
                case PING -> {
                    setting.meter().read(ByteClass.CONTROL, bytes);
                    answerControl(new PongFrame((PingFrame) frame));
                }
                case PONG -> setting.meter().read(ByteClass.CONTROL, bytes);
                case CLOSING -> {
                    setting.meter().read(ByteClass.CONTROL, bytes);
                    closed((CloseFrame) frame);
                }
                case TEXT, BINARY, CONTINUOUS -> fragment(frame, bytes);
            }
        }
    }

    /** The server closes: no message may follow on this connection (RFC 6455, section 5.5.1). */
    private void closed(CloseFrame frame) {
        closing = true;
        switch (frame.getCloseCode()) {
            case CloseFrame.NORMAL, CloseFrame.GOING_AWAY, CloseFrame.NOCODE -> link.closesInOrder();
            default -> {} // an error of either side, or a server that asks to be left alone for a while
        }
        if (!leaving) {
            answerControl(frame);
        }
    }

    private boolean isText(ByteBuffer payload, boolean last) {
        return utf8.accepts(payload, payload.position(), payload.limit()) && (!last || utf8.isComplete());
    }

    private void answerControl(Framedata frame) {
        setting.meter().written(ByteClass.CONTROL, link.write(texts.bytes(frame)));
    }

    private void fragment(Framedata frame, int bytes) {
        boolean first = frame.getOpcode() != Opcode.CONTINUOUS;
        if (first == (fragments != null)) { // RFC 6455, section 5.4
            throw new MalformedFrame(
                    first
                            ? "the server began a message inside another"
                            : "the server continued a message that it had not begun");
        }
        if (first) {
            fragmentsAreText = frame.getOpcode() == Opcode.TEXT;
            texts.requireAgreed(fragmentsAreText);
            utf8.reset();
        }
        ByteBuffer payload = frame.getPayloadData();
        if (fragmentsAreText && !isText(payload, frame.isFin())) {
            throw MalformedFrame.notText();
        }
        reading.framing(bytes - payload.remaining());
        ByteArrayOutputStream message = fragments == null ? new ByteArrayOutputStream() : fragments;
        message.write(payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
        if (message.size() > FrameReader.DEFAULT_MAX_FRAME_BYTES) {
            throw new MalformedFrame("a message above " + FrameReader.DEFAULT_MAX_FRAME_BYTES + " bytes");
        }
        fragments = frame.isFin() ? null : message;
        if (frame.isFin()) {
            EventText.tell(ByteBuffer.wrap(message.toByteArray()), 0, message.size(), reading);
        }
    }
}
