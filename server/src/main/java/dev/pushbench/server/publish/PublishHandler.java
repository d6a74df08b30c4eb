package dev.pushbench.server.publish;

import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Routes;
import dev.pushbench.server.guard.Bounds;
import dev.pushbench.server.guard.BrokenRequest;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.ReadRequest;
import dev.pushbench.server.wire.Rejection;
import dev.pushbench.server.wire.Replies;
import io.undertow.io.Receiver;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** {@code POST /publish/{room}}: appends an event, and answers 201 with its sequence number. */
public final class PublishHandler implements HttpHandler {
    private final Rooms rooms;
    private final int mostBodyBytes;
    private final long mostWireBytes;

    public PublishHandler(Rooms rooms, Bounds bounds) {
        this.rooms = rooms;
        this.mostBodyBytes = bounds.bodyBytes();
        this.mostWireBytes = bounds.wireBodyBytes();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        long length = exchange.getRequestContentLength();
        if (length > mostBodyBytes) {
            if (length > mostWireBytes) {
                exchange.setPersistent(
                        false); // it is not read to its end; a client that still sends may lose the answer in a reset
            }
            throw tooLarge();
        }
        RoomName name = ReadRequest.roomName(exchange, Routes.PUBLISH_PREFIX);
        Receiver body = exchange.getRequestReceiver();
        body.setMaxBufferSize(mostBodyBytes);
        body.receiveFullBytes((receiving, bytes) -> publish(receiving, name, bytes), (receiving, failure) -> {
            if (failure instanceof Receiver.RequestToLargeException) {
                receiving.setPersistent(false);
                Replies.rejected(receiving, tooLarge());
            } else if (failure instanceof BrokenRequest broken) {
                receiving.setPersistent(false);
                Replies.rejected(receiving, new Rejection(broken.status(), broken.reason()));
            } else {
                receiving.endExchange(); // the client went away before its body was whole
            }
        });
    }

    private void publish(HttpServerExchange exchange, RoomName name, byte[] body) {
        try {
            Publication publication = Publication.parse(body);
            long seq = publication.appendTo(ReadRequest.room(name, rooms));
            Replies.json(exchange, 201, "{\"seq\":\"" + seq + "\"}\n");
        } catch (Rejection e) {
            Replies.rejected(exchange, e);
        }
    }

    private Rejection tooLarge() {
        return new Rejection(413, "a publication has at most " + mostBodyBytes + " bytes");
    }
}
