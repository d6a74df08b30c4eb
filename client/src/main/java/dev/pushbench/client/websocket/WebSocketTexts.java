package dev.pushbench.client.websocket;

import dev.pushbench.client.http.HeaderProfile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;

/**
 * The protocol as Java-WebSocket's {@link Draft_6455} speaks it. One is shared by all users of an event loop: it is given whole
 * handshakes and whole frames only, so that it keeps nothing between two calls. Not thread-safe.
 */
public final class WebSocketTexts {
    private final Draft_6455 draft = new Draft_6455();

    public WebSocketTexts() {
        draft.setParseMode(Role.CLIENT);
    }

    /** A new opening request, with a key of its own. */
    ClientHandshake request(String target, String hostAndPort, HeaderProfile headers) {
        HandshakeImpl1Client request = new HandshakeImpl1Client();
        request.setResourceDescriptor(target);
        for (String line : headers.lines()) {
            int colon = line.indexOf(':');
            request.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        request.put("Host", hostAndPort);
        return draft.postProcessHandshakeRequestAsClient(request);
    }

    ByteBuffer bytes(ClientHandshake request) {
        return draft.createHandshake(request).get(0);
    }

    /**
     * Checks the server's answer (RFC 6455, section 4.1).
     *
     * @throws MalformedFrame saying why it is none that can be accepted
     */
    void check(ClientHandshake request, ByteBuffer wholeHead) {
        String statusLine = StandardCharsets.US_ASCII
                .decode(wholeHead.duplicate())
                .toString()
                .lines()
                .findFirst()
                .orElse("");
        try {
            Handshakedata answer = draft.translateHandshake(wholeHead);
            if (!(answer instanceof ServerHandshake response)
                    || draft.acceptHandshakeAsClient(request, response) != HandshakeState.MATCHED) {
                throw new MalformedFrame("the server's answer to the WebSocket handshake does not fit the request");
            }
        } catch (InvalidHandshakeException e) {
            throw new MalformedFrame("the server did not accept the WebSocket handshake, but answered: " + statusLine);
        }
    }

    /** @throws MalformedFrame where the frame breaks the protocol */
    List<Framedata> frames(ByteBuffer wholeFrame) {
        try {
            return draft.translateFrame(wholeFrame);
        } catch (InvalidDataException e) {
            throw new MalformedFrame("the server broke the WebSocket protocol: " + e.getMessage());
        }
    }

    /** The frame as a client sends it: masked. */
    ByteBuffer bytes(Framedata frame) {
        return draft.createBinaryFrame(frame);
    }
}
