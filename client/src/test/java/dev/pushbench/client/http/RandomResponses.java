package dev.pushbench.client.http;

import java.util.Random;

/** Makes up responses of all kinds, and what a parser must say of them. */
final class RandomResponses {
    private final Random random;
    private final StringBuilder stream = new StringBuilder();
    private final StringBuilder expected = new StringBuilder();

    RandomResponses(Random random) {
        this.random = random;
    }

    String stream() {
        return stream.toString();
    }

    String expected() {
        return expected.toString();
    }

    void add(int responses) {
        for (int i = 0; i < responses; i++) {
            int interimBytes = random.nextInt(4) == 0 ? interim() : 0;
            switch (random.nextInt(4)) {
                case 0 -> bodiless(interimBytes);
                case 1, 2 -> chunked(interimBytes);
                default -> counted(interimBytes);
            }
        }
    }

    void addUntilClose() {
        int headBytes = head("HTTP/1.1 200 OK", "");
        String body = text(random.nextInt(100));
        stream.append(body);
        expect(200, headBytes, body, 0, false);
    }

    void addUpgrade(String rest) {
        int headBytes = head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade\r\nContent-Length: 5\r\n");
        stream.append(rest);
        expect(101, headBytes, "", 0, true);
    }

    private int interim() {
        return head(random.nextBoolean() ? "HTTP/1.1 100 " : "HTTP/1.1 103 Early Hints", "Content-Length: 3\r\n");
    }

    private void bodiless(int framingBytes) {
        boolean notModified = random.nextBoolean();
        int headBytes = notModified
                ? head("HTTP/1.1 304 Not Modified", "Content-Length: 77\r\n")
                : head("HTTP/1.1 204 No Content", "");
        expect(notModified ? 304 : 204, headBytes, "", framingBytes, true);
    }

    private void counted(int framingBytes) {
        String body = text(random.nextInt(3) * random.nextInt(100));
        boolean http10 = random.nextBoolean();
        String[] connections = {
            "", "Connection: keep-alive\r\n", "connection:close\r\n", "Connection: foo ,\tKeep-Alive , Close\r\n"
        };
        int connection = random.nextInt(connections.length);
        boolean keepAlive = connection == 1 || (connection == 0 && !http10);
        String length = "cOnTeNt-LeNgTh:" + blank() + body.length() + blank() + "\r\n";
        int headBytes = head(
                http10 ? "HTTP/1.0 404 Not \u00e9 Found" : "HTTP/1.1 200 OK",
                length + connections[connection] + (random.nextBoolean() ? length : ""));
        stream.append(body);
        expect(http10 ? 404 : 200, headBytes, body, framingBytes, keepAlive);
    }

    private void chunked(int interimBytes) {
        int headBytes = head("HTTP/1.1 200 OK", "Transfer-Encoding:" + blank() + "Chunked\r\n");
        int bodyStart = stream.length();
        StringBuilder body = new StringBuilder();
        for (int chunks = random.nextInt(6); chunks > 0; chunks--) {
            String chunk = text(1 + random.nextInt(40));
            String size = Integer.toHexString(chunk.length());
            stream.append("0".repeat(random.nextInt(3)))
                    .append(random.nextBoolean() ? size : size.toUpperCase(java.util.Locale.ROOT))
                    .append(extension())
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
            body.append(chunk);
        }
        stream.append(random.nextBoolean() ? "0" : "000").append(extension()).append("\r\n");
        for (int trailers = random.nextInt(3); trailers > 0; trailers--) {
            stream.append("X-Sum: ").append(random.nextInt()).append("\r\n");
        }
        stream.append("\r\n");
        int framingBytes = stream.length() - bodyStart - body.length();
        expect(200, headBytes, body.toString(), interimBytes + framingBytes, true);
    }

    private String extension() {
        String[] extensions = {"", "", ";a", " ; name=value", ";q=\"0;1\"\t"};
        return extensions[random.nextInt(extensions.length)];
    }

    private int head(String statusLine, String fields) {
        int start = stream.length();
        stream.append(statusLine).append("\r\n");
        if (random.nextBoolean()) {
            stream.append("X-Padding: ").append("p".repeat(random.nextInt(300))).append("\r\n");
        }
        stream.append(fields).append(random.nextBoolean() ? "Server:\r\n" : "").append("\r\n");
        return stream.length() - start;
    }

    private void expect(int status, int headBytes, String body, int framingBytes, boolean keepAlive) {
        expected.append(status).append(", head ").append(headBytes);
        expected.append(", body [").append(body).append("], framing ").append(framingBytes);
        expected.append(keepAlive ? ", keep\n" : ", close\n");
    }

    private String text(int length) {
        String characters = "ab0\r\n;H";
        return random.ints(length, 0, characters.length())
                .collect(StringBuilder::new, (text, i) -> text.append(characters.charAt(i)), StringBuilder::append)
                .toString();
    }

    private String blank() {
        String[] blanks = {"", " ", "\t ", "   "};
        return blanks[random.nextInt(blanks.length)];
    }
}
