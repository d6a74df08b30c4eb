package dev.pushbench.server.stats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pushbench.server.room.Lane;
import dev.pushbench.server.room.Rooms;
import dev.pushbench.server.wire.Lanes;
import dev.pushbench.server.wire.Replies;
import dev.pushbench.server.wire.WireCounts;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.StringWriter;

/** {@code GET /stats}: the server's figures since its start, as JSON. */
public final class StatsHandler implements HttpHandler {
    private static final JsonFactory JSON = new JsonFactory();

    private final Rooms rooms;
    private final Lanes lanes;
    private final WireCounts wire;

    public StatsHandler(Rooms rooms, Lanes lanes, WireCounts wire) {
        this.rooms = rooms;
        this.lanes = lanes;
        this.wire = wire;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("rooms", rooms.count());
            json.writeNumberField("events", rooms.events());
            json.writeNumberField(
                    "deliveries",
                    lanes.all().stream().mapToLong(Lane::deliveries).sum());
            json.writeNumberField("connections_open", wire.connectionsOpen());
            json.writeNumberField("connections_accepted", wire.connectionsAccepted());
            json.writeNumberField("bytes_in", wire.bytesIn());
            json.writeNumberField("bytes_out", wire.bytesOut());
            json.writeEndObject();
        }
        Replies.json(exchange, 200, text.append('\n').toString());
    }
}
