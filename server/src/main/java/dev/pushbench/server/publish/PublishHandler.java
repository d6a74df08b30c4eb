package dev.pushbench.server.publish;

import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Routes;
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

    public PublishHandler(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (exchange.getRequestContentLength() > Limits.MOST_PUBLICATION_BYTES) {
            throw tooLarge();
        }
        RoomName name = ReadRequest.roomName(exchange, Routes.PUBLISH_PREFIX);
        Receiver body = exchange.getRequestReceiver();
        body.setMaxBufferSize(Limits.MOST_PUBLICATION_BYTES);
        body.receiveFullBytes((receiving, bytes) -> publish(receiving, name, bytes), (receiving, failure) -> {
            if (failure instanceof Receiver.RequestToLargeException) {
                receiving.setPersistent(false);
                Replies.rejected(receiving, tooLarge());
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

    private static Rejection tooLarge() {
        return new Rejection(413, "a publication has at most " + Limits.MOST_PUBLICATION_BYTES + " bytes");
    }
}
