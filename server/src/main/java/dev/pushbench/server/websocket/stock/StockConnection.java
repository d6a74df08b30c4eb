package dev.pushbench.server.websocket.stock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.LogNotice;
import dev.pushbench.protocol.Subprotocol;
import dev.pushbench.server.publish.Publication;
import dev.pushbench.server.room.BareFraming;
import dev.pushbench.server.room.Entry;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Room;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.LogSender;
import dev.pushbench.server.wire.ReadRequest;
import dev.pushbench.server.wire.Rejection;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.CloseMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Pooled;
import org.xnio.XnioIoThread;

/** One upgraded connection: the log goes down through {@link WebSockets}, publications come up through a receive listener. */
final class StockConnection extends AbstractReceiveListener implements LogSender.Outlet, WebSocketCallback<Void> {
    /** Close code of a server that has no room at the moment, which Undertow has no name for. */
    private static final int TRY_AGAIN_LATER = 1013;

    /** How long a client may take to answer our close frame. */
    private static final int LINGER_MILLIS = 1_000;

    /** 123 bytes (RFC 6455, section 5.5.1), where each character of a refusal may have three. */
    private static final int MOST_REASON_CHARACTERS = 41;

    private static final String TEXT = Subprotocol.TEXT.token();

    private final WebSocketChannel channel;
    private final Room room;
    private final LogSender sender;
    private final boolean binary;
    private final boolean mayPublish;
    private final Pongs pongs = new Pongs();
    private boolean leaving;

    /** @param mayPublish whether the client's messages are taken; else the first of them ends the connection with 1008 */
    StockConnection(WebSocketChannel channel, ReadRequest request, Lane lane, GapPolicy gapPolicy, boolean mayPublish) {
        this.mayPublish = mayPublish;
        this.channel = channel;
        this.room = request.room();
        this.sender = new LogSender(request, lane, gapPolicy, this);
        String agreed = channel.getSubProtocol();
        this.binary = agreed != null && !agreed.isEmpty() && !agreed.equals(TEXT);
    }

    void start() {
        channel.addCloseTask(gone -> closed());
        channel.getReceiveSetter().set(this);
        channel.resumeReceives();
        sender.start();
    }

    /** Another thread closes only when the server is closing, and nobody walks over its readers any more. */
    private void closed() {
        if (XnioIoThread.currentThread() == channel.getIoThread()) {
            sender.close();
        }
    }

    @Override
    public void event(Entry entry) {
        send(entry.framed(BareFraming.INSTANCE).duplicate());
    }

    @Override
    public void gap(long firstRetained, long missed) {
        send(ByteBuffer.wrap(EventFormat.gap(firstRetained, missed)));
    }

    @Override
    public void log(LogId log, long after) {
        send(ByteBuffer.wrap(LogNotice.text(log, after)));
    }

    private void send(ByteBuffer payload) {
        if (binary) {
            WebSockets.sendBinary(payload, channel, this);
        } else {
            WebSockets.sendText(payload, channel, this);
        }
    }

    @Override
    public void heartbeat() {
        WebSockets.sendPing(ByteBuffer.allocate(0), channel, this);
    }

    @Override
    public void end() {
        leave(CloseMessage.GOING_AWAY, "server shuts down");
    }

    @Override
    public void cut() {
        IoUtils.safeClose(channel);
    }

    @Override
    public void complete(WebSocketChannel of, @Nullable Void nothing) {
        sender.sent();
    }

    @Override
    public void onError(WebSocketChannel of, @Nullable Void nothing, Throwable cause) {
        sender.close(); // the client is gone, or going: a departure, not an error of ours
    }

    @Override
    protected long getMaxTextBufferSize() {
        return Limits.MOST_PUBLICATION_BYTES;
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return Limits.MOST_PUBLICATION_BYTES;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel of, BufferedTextMessage message) {
        publish(message.getData().getBytes(UTF_8));
    }

    @Override
    protected void onFullBinaryMessage(WebSocketChannel of, BufferedBinaryMessage message) {
        publish(bytes(message));
    }

    @Override
    protected void onFullPingMessage(WebSocketChannel of, BufferedBinaryMessage message) {
        pongs.owe(bytes(message));
    }

    @Override
    protected void onCloseMessage(CloseMessage message, WebSocketChannel of) {
        leaving = true;
    }

    private void publish(byte[] payload) {
        if (leaving) {
            return; // nothing counts after a close frame or a violation (RFC 6455, section 1.4)
        }
        try {
            if (!mayPublish) {
                throw new Rejection(401, "publishing needs the publish token");
            }
            Publication.parse(payload).appendTo(room);
        } catch (Rejection e) {
            sender.close();
            leave(closeCode(e), e.reason());
        }
    }

    private static int closeCode(Rejection refused) {
        return switch (refused.status()) {
            case 413 -> CloseMessage.MSG_TOO_BIG;
            case 503 -> TRY_AGAIN_LATER;
            default -> CloseMessage.MSG_VIOLATES_POLICY;
        };
    }

    @SuppressWarnings("deprecation") // the stock API hands out nothing else
    private static byte[] bytes(BufferedBinaryMessage message) {
        Pooled<ByteBuffer[]> pooled = message.getData();
        try {
            ByteBuffer all = WebSockets.mergeBuffers(pooled.getResource());
            byte[] bytes = new byte[all.remaining()];
            all.get(bytes);
            return bytes;
        } finally {
            pooled.free();
        }
    }

    private void leave(int code, String reason) {
        leaving = true;
        WebSockets.sendClose(code, fitting(reason), channel, null);
        channel.getIoThread().executeAfter(() -> IoUtils.safeClose(channel), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A close frame holds no more. */
    private static String fitting(String reason) {
        return reason.substring(0, Math.min(reason.length(), MOST_REASON_CHARACTERS));
    }

    /** Answers to pings: of those that wait for a full socket only the newest is kept (RFC 6455, section 5.5.3). */
    private final class Pongs implements WebSocketCallback<Void> {
        private boolean sending;
        private byte @Nullable [] next;

        void owe(byte[] payload) {
            if (sending) {
                next = payload;
            } else {
                sending = true;
                WebSockets.sendPong(ByteBuffer.wrap(payload), channel, this);
            }
        }

        @Override
        public void complete(WebSocketChannel of, @Nullable Void nothing) {
            sending = false;
            byte[] owed = next;
            next = null;
            if (owed != null) {
                owe(owed);
            }
        }

        @Override
        public void onError(WebSocketChannel of, @Nullable Void nothing, Throwable cause) {
            next = null; // whoever asked is gone
        }
    }
}
