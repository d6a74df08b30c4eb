package dev.pushbench.server.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Looks at the first byte of a connection, and tells a client that speaks plain HTTP where TLS is spoken, in words that it understands.
 * All that TLS begins with is a handshake record (RFC 8446, section 5.1).
 */
final class PlainTalk extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final byte HANDSHAKE = 22;

    private static final String BODY = "{\"error\":\"TLS is spoken here: ask by https or wss\"}\n";
    private static final byte[] ANSWER =
            ("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                            + "\r\nConnection: close\r\n\r\n" + BODY)
                    .getBytes(StandardCharsets.US_ASCII);

    private final StreamConnection connection;
    private boolean begun;

    private PlainTalk(StreamConnection connection) {
        super(connection.getSourceChannel().getConduit());
        this.connection = connection;
    }

    /** To be called before TLS is put over the connection. */
    static void refuse(StreamConnection connection) {
        connection.getSourceChannel().setConduit(new PlainTalk(connection));
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int start = into.position();
        int bytes = next.read(into);
        if (begun || bytes <= 0) {
            return bytes;
        }
        begun = true;
        return into.get(start) == HANDSHAKE ? bytes : sentAway(into, start);
    }

    /** The end of the input is all that TLS gets to see of it. */
    private int sentAway(ByteBuffer into, int start) throws IOException {
        into.position(start);
        boolean looksLikeHttp = into.get(start) >= 'A' && into.get(start) <= 'Z';
        if (looksLikeHttp) {
            connection.getSinkChannel().getConduit().write(ByteBuffer.wrap(ANSWER)); // an idle socket takes it whole
        }
        return -1;
    }
}
