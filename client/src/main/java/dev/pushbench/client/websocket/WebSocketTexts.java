package dev.pushbench.client.websocket;

import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.protocol.Subprotocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.HandshakeState;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.BinaryFrame;
import org.java_websocket.framing.DataFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.TextFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;

/**
 * The protocol as Java-WebSocket's {@link Draft_6455} speaks it. One is shared by all users of an event loop: it is given whole
 * handshakes and whole frames only, so that it keeps nothing between two calls. Not thread-safe.
 */
public final class WebSocketTexts {
    private final Draft_6455 draft;
    private final Subprotocol subprotocol;

    /** Of users that offer no sub-protocol. */
    public WebSocketTexts() {
        this(Optional.empty());
    }

    /** @param offered the one sub-protocol that users offer, and the server has to choose; without one frames are text */
    public WebSocketTexts(Optional<Subprotocol> offered) {
        subprotocol = offered.orElse(Subprotocol.TEXT);
        draft = offered.map(one -> new Draft_6455(List.of(), List.of(new Protocol(one.token()))))
                .orElseGet(Draft_6455::new);
        draft.setParseMode(Role.CLIENT);
    }

    /**
     * Holds the type of a data frame to what was agreed on.
     *
     * @param isText whether the frame is text; else it is binary
     * @throws MalformedFrame where it is of the other type
     */
    void requireAgreed(boolean isText) {
        if (isText != (subprotocol == Subprotocol.TEXT)) {
            throw MalformedFrame.ofOtherType(isText);
        }
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

    /** A whole message in one frame. */
    DataFrame dataFrame(byte[] payload) {
        DataFrame frame = subprotocol == Subprotocol.TEXT ? new TextFrame() : new BinaryFrame();
        frame.setPayload(ByteBuffer.wrap(payload));
        return frame;
    }

    /** The frame as a client sends it: masked. */
    ByteBuffer bytes(Framedata frame) {
        return draft.createBinaryFrame(frame);
    }
}
