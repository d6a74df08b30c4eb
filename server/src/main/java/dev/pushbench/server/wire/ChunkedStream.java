package dev.pushbench.server.wire;

import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.StreamFraming;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpAttachments;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/** A response in chunks that follows a room and never ends by itself; the framing makes the chunks. */
public final class ChunkedStream {
    /** Undertow looks into chunks that come ready made, buffer by buffer, and writes one of them in each call. */
    private static final boolean GATHERS = false;

    private final HttpServerExchange exchange;
    private final StreamSinkChannel sink;
    private final LogWriter writer;
    private final Departure departure;

    private ChunkedStream(
            HttpServerExchange exchange, ReadRequest request, Lane lane, StreamFraming framing, GapPolicy gapPolicy) {
        this.exchange = exchange;
        this.sink = exchange.getResponseChannel();
        this.writer = new LogWriter(request, lane, sink, framing, gapPolicy, GATHERS, this::over);
        this.departure = Departure.watch(exchange, this::gone);
        ReadRequest.forgetParameters(exchange);
        exchange.getRequestHeaders().clear(); // the head of the answer is made, nobody asks for them any more
    }

    /** Answers the exchange with such a response. To be called in its handler, on its IO thread. */
    public static void open(
            HttpServerExchange exchange,
            ReadRequest request,
            Lane lane,
            StreamFraming framing,
            GapPolicy gapPolicy,
            String contentType) {
        request.nameCursor(exchange);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, contentType)
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(Headers.TRANSFER_ENCODING, "chunked");
        exchange.putAttachment(HttpAttachments.PRE_CHUNKED_RESPONSE, true);
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> new ChunkedStream(exchange, request, lane, framing, gapPolicy).writer.start());
    }

    private void over() {
        departure.stop();
        try {
            sink.shutdownWrites();
            if (sink.flush()) {
                exchange.endExchange();
            } else {
                sink.getWriteSetter()
                        .set(ChannelListeners.flushingChannelListener(
                                flushed -> exchange.endExchange(),
                                (failed, cause) -> IoUtils.safeClose(exchange.getConnection())));
                sink.resumeWrites();
            }
        } catch (IOException e) {
            IoUtils.safeClose(exchange.getConnection()); // gone before its end was written
        }
    }

    private void gone() {
        writer.close();
        IoUtils.safeClose(exchange.getConnection());
    }
}
