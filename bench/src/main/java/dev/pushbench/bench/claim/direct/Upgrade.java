package dev.pushbench.bench.claim.direct;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A server's answer to a handshake, read byte for byte as it came.
 *
 * @param headers by their names in small letters
 */
record Upgrade(int status, Map<String, String> headers) {
    private static final int LONGEST_MILLIS = 5_000;

    Upgrade {
        headers = Map.copyOf(headers);
    }

    static Upgrade ask(InetSocketAddress server, String key, Optional<String> subprotocols) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(LONGEST_MILLIS);
            String request =
                    "GET /ws/claims HTTP/1.1\r\nHost: " + server.getAddress().getHostAddress() + ":"
                            + server.getPort()
                            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                            + key + "\r\n"
                            + subprotocols
                                    .map(offered -> "Sec-WebSocket-Protocol: " + offered + "\r\n")
                                    .orElse("")
                            + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return read(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)));
        }
    }

    private static Upgrade read(BufferedReader in) throws IOException {
        String statusLine = String.valueOf(in.readLine());
        String[] words = statusLine.split(" ", 3);
        if (words.length < 2 || !words[1].matches("\\d{3}")) {
            throw new IOException("not an HTTP answer: " + statusLine);
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Upgrade(Integer.parseInt(words[1]), headers);
    }

    Optional<String> accept() {
        return Optional.ofNullable(headers.get("sec-websocket-accept"));
    }

    Optional<String> subprotocol() {
        return Optional.ofNullable(headers.get("sec-websocket-protocol"));
    }
}
