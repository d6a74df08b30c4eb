package dev.pushbench.server.sse.stock;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.LogId;
import dev.pushbench.protocol.LogNotice;
import dev.pushbench.protocol.Routes;
import dev.pushbench.server.room.Entry;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.wire.Departure;
import dev.pushbench.server.wire.GapPolicy;
import dev.pushbench.server.wire.LogSender;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** One reader: its log goes to the {@link ServerSentEventConnection}, an event at a time. */
final class StockStream implements LogSender.Outlet, ServerSentEventConnection.EventCallback {
    private final HttpServerExchange exchange;
    private final Lane lane;
    private final LogSender sender;
    private final Duration heartbeat;
    private final SharedText texts;
    private final String afterNumber;
    private @Nullable ServerSentEventConnection connection;
    private @Nullable Departure departure;

    StockStream(
            HttpServerExchange exchange,
            ReadRequest request,
            Lane lane,
            GapPolicy gapPolicy,
            Duration heartbeat,
            SharedText texts) {
        this.exchange = exchange;
        this.lane = lane;
        this.sender = new LogSender(request, lane, gapPolicy, this);
        this.heartbeat = heartbeat;
        this.texts = texts;
        this.afterNumber =
                request.namesLog() ? Routes.LOG_SEPARATOR + request.log().text() : "";
    }

    /** The response has begun. Any thread. */
    void open(ServerSentEventConnection opened) {
        lane.execute(() -> start(opened));
    }

    private void start(ServerSentEventConnection opened) {
        connection = opened;
        departure = Departure.watch(exchange, this::close); // the stock handler sees nobody go before it writes
        if (!heartbeat.isZero()) {
            opened.setKeepAliveTime(heartbeat.toMillis());
        }
        sender.start();
    }

    @Override
    public void event(Entry entry) {
        SharedText.Text text = texts.of(entry);
        send(text.data(), null, afterNumber.isEmpty() ? text.id() : id(entry.seq()));
    }

    @Override
    public void gap(long firstRetained, long missed) {
        String notice = new String(EventFormat.gap(firstRetained, missed), UTF_8);
        send(notice, "gap", id(firstRetained - 1));
    }

    @Override
    public void log(LogId log, long after) {
        send(new String(LogNotice.text(log, after), UTF_8), "log", id(after));
    }

    private String id(long seq) {
        return seq + afterNumber;
    }

    @SuppressWarnings("NullAway") // null is how the stock API is told of an event that has no name
    private void send(String data, @Nullable String event, String id) {
        if (connection != null) {
            connection.send(data, event, id, this);
        }
    }

    /** The connection has a timer of its own for this. */
    @Override
    public void heartbeat() {
        sender.sent();
    }

    @Override
    public void end() {
        stopWatching();
        if (connection != null) {
            connection.shutdown();
        }
    }

    @Override
    public void cut() {
        close();
    }

    @Override
    public void done(ServerSentEventConnection of, @Nullable String data, @Nullable String event, @Nullable String id) {
        sender.sent();
    }

    @Override
    public void failed(
            ServerSentEventConnection of,
            @Nullable String data,
            @Nullable String event,
            @Nullable String id,
            IOException cause) {
        close(); // the client is gone: a departure, not an error of ours
    }

    private void close() {
        sender.close();
        stopWatching();
        IoUtils.safeClose(connection);
        IoUtils.safeClose(exchange.getConnection());
    }

    private void stopWatching() {
        if (departure != null) {
            departure.stop();
        }
    }
}
