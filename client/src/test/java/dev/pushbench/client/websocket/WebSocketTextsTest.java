package dev.pushbench.client.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.protocol.Subprotocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.java_websocket.handshake.ClientHandshake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sub-protocols: offered, chosen, and none in common (RFC 6455, sections 1.9 and 4.1). */
final class WebSocketTextsTest {
    @ParameterizedTest
    @EnumSource
    void whatIsOfferedStandsInTheRequestAndMayBeChosen(Subprotocol offered) throws Exception {
        WebSocketTexts texts = new WebSocketTexts(Optional.of(offered));
        ClientHandshake request = texts.request("/ws/room", "localhost", HeaderProfile.MINIMAL);

        assertThat(request.getFieldValue("Sec-WebSocket-Protocol")).isEqualTo(offered.token());
        assertThatCode(() -> texts.check(request, answer(request, "Sec-WebSocket-Protocol: " + offered.token())))
                .doesNotThrowAnyException();
    }

    @Test
    void whereNothingIsOfferedNothingIsSaidOfIt() throws Exception {
        WebSocketTexts texts = new WebSocketTexts();
        ClientHandshake request = texts.request("/ws/room", "localhost", HeaderProfile.MINIMAL);

        assertThat(request.getFieldValue("Sec-WebSocket-Protocol")).isEmpty();
        assertThatCode(() -> texts.check(request, answer(request, "X-Nothing: said")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Protocol: pushbench.v1.text",
        "Sec-WebSocket-Protocol: pushbench.v2.binary",
        "X-Nothing: said"
    })
    void aServerThatDoesNotChooseWhatWasOfferedIsRefused(String line) throws Exception {
        WebSocketTexts texts = new WebSocketTexts(Optional.of(Subprotocol.BINARY));
        ClientHandshake request = texts.request("/ws/room", "localhost", HeaderProfile.MINIMAL);
        ByteBuffer answer = answer(request, line);

        assertThatThrownBy(() -> texts.check(request, answer))
                .isInstanceOf(MalformedFrame.class)
                .hasMessage("the server's answer to the WebSocket handshake does not fit the request");
    }

    @ParameterizedTest
    @CsvSource({"TEXT, 0x81", "BINARY, 0x82"})
    void aMessageIsOneMaskedFrameOfTheAgreedType(Subprotocol agreed, String firstByte) {
        WebSocketTexts texts = new WebSocketTexts(Optional.of(agreed));
        ByteBuffer frame = texts.bytes(texts.dataFrame(new byte[] {'a', 'b'}));

        assertThat(frame.get(0) & 0xff).isEqualTo(Integer.decode(firstByte));
        assertThat(frame.get(1) & 0xff).isEqualTo(0x80 | 2);
        assertThat(frame.remaining()).isEqualTo(2 + 4 + 2);
        assertThat(frame.get(6) ^ frame.get(2)).isEqualTo('a');
    }

    private static ByteBuffer answer(ClientHandshake request, String line) throws Exception {
        String key = request.getFieldValue("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        String accept = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.US_ASCII)));
        return ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept + "\r\n" + line + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }
}
