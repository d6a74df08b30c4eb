package dev.pushbench.server.longpolling;

import dev.pushbench.server.room.Audience;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Reader;
import dev.pushbench.server.wire.Departure;
import dev.pushbench.server.wire.EventAnswer;
import dev.pushbench.server.wire.ReadRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * A request that waits for an event.
 *
 * <pre>
 *   parked ──event, end of the wait, or shutdown──▶ answered
 *      └──client gone──▶ closed
 * </pre>
 */
final class ParkedPoll extends Reader {
    private final HttpServerExchange exchange;
    private final ReadRequest request;
    private final Lane lane;
    private final Audience audience;
    private XnioExecutor.@Nullable Key timer;
    private @Nullable Departure departure;
    private boolean over;

    ParkedPoll(HttpServerExchange exchange, ReadRequest request, Lane lane) {
        this.exchange = exchange;
        this.request = request;
        this.lane = lane;
        this.audience = request.room().audience(lane);
    }

    void park(Duration wait) {
        audience.join(this);
        timer = exchange.getIoThread().executeAfter(this::answer, wait.toMillis(), TimeUnit.MILLISECONDS);
        departure = Departure.watch(exchange, this::gone);
        ReadRequest.forgetParameters(exchange);
        advance();
    }

    @Override
    public void advance() {
        if (request.room().last() > request.after()) {
            answer();
        }
    }

    /** A parked request has nothing to say before its answer. */
    @Override
    public void heartbeat() {}

    @Override
    public void end() {
        if (!over) {
            // Else the client would ask again, and park again.
            exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
        }
        answer();
    }

    @Override
    public void abort() {
        wake();
        IoUtils.safeClose(exchange.getConnection()); // also where it threw while it answered
    }

    private void answer() {
        if (wake()) {
            EventAnswer.send(exchange, request, lane);
        }
    }

    private void gone() {
        if (wake()) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    /** Ends the waiting, once; whatever may come later for it finds it over. */
    private boolean wake() {
        if (over) {
            return false;
        }
        over = true;
        audience.leave(this);
        if (timer != null) {
            timer.remove();
        }
        if (departure != null) {
            departure.stop();
        }
        return true;
    }
}
