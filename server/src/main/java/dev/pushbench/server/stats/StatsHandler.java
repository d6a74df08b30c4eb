package dev.pushbench.server.stats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pushbench.server.wire.Replies;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.function.Supplier;

/** {@code GET /stats}: the server's figures since its start, as JSON. */
public final class StatsHandler implements HttpHandler {
    private static final JsonFactory JSON = new JsonFactory();

    private final Supplier<ServerFigures> figures;
    private final Map<String, String> remarks;

    /** @param remarks by their names, told with the figures so that they do not pass for those of a server as it should be */
    public StatsHandler(Supplier<ServerFigures> figures, Map<String, String> remarks) {
        this.figures = figures;
        this.remarks = remarks;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        ServerFigures now = figures.get();
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("rooms", now.rooms());
            json.writeNumberField("events", now.events());
            json.writeNumberField("deliveries", now.deliveries());
            json.writeNumberField("connections_open", now.connectionsOpen());
            json.writeNumberField("connections_accepted", now.connectionsAccepted());
            json.writeNumberField("bytes_in", now.bytesIn());
            json.writeNumberField("bytes_out", now.bytesOut());
            json.writeNumberField("plain_bytes_in", now.plainBytesIn());
            json.writeNumberField("plain_bytes_out", now.plainBytesOut());
            for (Map.Entry<String, String> remark : remarks.entrySet()) {
                json.writeStringField(remark.getKey(), remark.getValue());
            }
            json.writeEndObject();
        }
        Replies.json(exchange, 200, text.append('\n').toString());
    }
}
