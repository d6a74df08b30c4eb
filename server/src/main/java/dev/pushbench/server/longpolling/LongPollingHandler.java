package dev.pushbench.server.longpolling;

import dev.pushbench.protocol.Technique;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.EventAnswer;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.time.Duration;

/** {@code GET /long-poll/{room}}. */
public final class LongPollingHandler implements HttpHandler {
    private final Rooms rooms;
    private final Lanes lanes;

    public LongPollingHandler(Rooms rooms, Lanes lanes) {
        this.rooms = rooms;
        this.lanes = lanes;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Duration wait = ReadRequest.wait(exchange);
        ReadRequest request = ReadRequest.of(exchange, Technique.LONG_POLLING, rooms);
        Lane lane = lanes.of(exchange.getIoThread());
        if (request.tellsLog() || request.room().last() > request.after() || wait.isZero()) {
            EventAnswer.send(exchange, request, lane);
        } else {
            exchange.dispatch(SameThreadExecutor.INSTANCE, () -> new ParkedPoll(exchange, request, lane).park(wait));
        }
    }
}
