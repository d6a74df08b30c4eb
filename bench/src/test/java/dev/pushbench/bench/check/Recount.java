package dev.pushbench.bench.check;

import dev.pushbench.bench.check.RecordingProxy.Recording;
import dev.pushbench.client.measure.ByteClass;
import dev.pushbench.client.measure.WireBytes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts recorded bytes again, by the definitions in {@link ByteClass}, with parsers that share nothing with those of the client:
 * they look at whole recordings, and fail at whatever they do not expect.
 *
 * <p>A request for a stream or a WebSocket and its answer are of the handshake; polls are not.
 */
final class Recount {
    private static final Pattern GET = Pattern.compile("GET (/[a-z-]+/)\\S+[?&]after=(\\d+)\\S* HTTP/1.1");
    private static final Pattern CONTENT_LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)\r\n");
    private static final String EVENT_STREAM = "\r\ncontent-type: text/event-stream";

    private final Map<ByteClass, Long> up = new EnumMap<>(ByteClass.class);
    private final Map<ByteClass, Long> down = new EnumMap<>(ByteClass.class);
    private long requests;
    private long emptyAnswers;
    private long connections;

    /** Bytes, a character each, that are read from their start to their end. */
    private static final class Cursor {
        private final String bytes;
        private int at;

        Cursor(String bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return at < bytes.length();
        }

        int take() {
            return bytes.charAt(at++);
        }

        String take(int count) {
            at += count;
            return bytes.substring(at - count, at);
        }

        /** Up to the end mark, which is taken as well. */
        String takeThrough(String end) {
            int start = bytes.indexOf(end, at);
            if (start < 0) {
                throw new AssertionError("cut short: " + bytes.substring(at));
            }
            return take(start + end.length() - at);
        }
    }

    private Recount() {}

    /** Recounts all but the publisher's connection. */
    static Recount of(List<Recording> recordings) {
        Recount recount = new Recount();
        recordings.stream().filter(recording -> !isPublisher(recording)).forEach(recount::connection);
        return recount;
    }

    static boolean isPublisher(Recording recording) {
        return recording.up().startsWith("POST ");
    }

    WireBytes up() {
        return bytes(up);
    }

    WireBytes down() {
        return bytes(down);
    }

    long requests() {
        return requests;
    }

    /** Answers of 204. */
    long emptyAnswers() {
        return emptyAnswers;
    }

    long connections() {
        return connections;
    }

    private void connection(Recording recording) {
        connections++;
        List<ByteClass> heads = new ArrayList<>();
        Cursor sent = new Cursor(recording.up());
        boolean isWebSocket = false;
        while (sent.hasMore() && !isWebSocket) {
            String head = sent.takeThrough("\r\n\r\n");
            Matcher get = GET.matcher(head.lines().findFirst().orElse(""));
            if (!get.matches()) {
                throw new AssertionError("not a request of a user: " + head);
            }
            isWebSocket = get.group(1).equals("/ws/");
            boolean isPoll = get.group(1).equals("/poll/") || get.group(1).equals("/long-poll/");
            heads.add(isPoll ? ByteClass.HEAD : ByteClass.HANDSHAKE);
            add(up, heads.get(heads.size() - 1), head.length());
            requests++;
        }
        while (sent.hasMore()) {
            frame(sent, up);
        }
        Cursor received = new Cursor(recording.down());
        for (ByteClass headClass : heads) {
            if (received.hasMore()) {
                answer(received, headClass);
            }
        }
    }

    private void answer(Cursor received, ByteClass headClass) {
        String head = received.takeThrough("\r\n\r\n").toLowerCase(Locale.ROOT);
        add(down, headClass, head.length());
        if (head.startsWith("http/1.1 101 ")) {
            while (received.hasMore()) {
                frame(received, down);
            }
        } else if (head.startsWith("http/1.1 204 ")) {
            emptyAnswers++;
        } else if (head.startsWith("http/1.1 200 ")) {
            body(received, head);
        } else {
            throw new AssertionError("not an answer to a user: " + head);
        }
    }

    private void body(Cursor received, String head) {
        Matcher contentLength = CONTENT_LENGTH.matcher(head);
        if (contentLength.find()) {
            lines(new Cursor(received.take(Integer.parseInt(contentLength.group(1)))));
            return;
        }
        if (head.contains("\r\nconnection: close\r\n") && head.contains(EVENT_STREAM)) {
            stockBlocks(received);
            return;
        }
        if (!head.contains("\r\ntransfer-encoding: chunked\r\n")) {
            throw new AssertionError("a body of what length? " + head);
        }
        StringBuilder content = new StringBuilder();
        while (received.hasMore()) {
            String size = received.takeThrough("\r\n");
            content.append(received.take(Integer.parseInt(size.strip(), 16)));
            add(
                    down,
                    ByteClass.FRAMING,
                    size.length() + received.takeThrough("\r\n").length());
        }
        if (head.contains(EVENT_STREAM)) {
            blocks(new Cursor(content.toString()));
        } else {
            lines(new Cursor(content.toString()));
        }
    }

    /** NDJSON: an event on each line, an empty line is a heartbeat. */
    private void lines(Cursor content) {
        while (content.hasMore()) {
            String line = content.takeThrough("\n");
            if (line.equals("\n")) {
                add(down, ByteClass.CONTROL, 1);
            } else {
                event(line.substring(0, line.length() - 1));
                add(down, ByteClass.FRAMING, 1);
            }
        }
    }

    /** An event stream as this server writes it: a comment is a heartbeat, all else has one line of data. */
    private void blocks(Cursor content) {
        while (content.hasMore()) {
            String block = content.takeThrough("\n\n");
            if (block.startsWith(":")) {
                add(down, ByteClass.CONTROL, block.length());
            } else {
                String data = block.lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> line.substring("data: ".length()))
                        .findFirst()
                        .orElseThrow();
                event(data);
                add(down, ByteClass.FRAMING, block.length() - data.length());
            }
        }
    }

    /** An event stream as Undertow's own handler writes it: a comment line is a heartbeat, and no space follows a colon. */
    private void stockBlocks(Cursor content) {
        while (content.hasMore()) {
            String line = content.takeThrough("\n");
            if (line.equals(":\n")) {
                add(down, ByteClass.CONTROL, line.length());
            } else {
                String data = content.takeThrough("\n");
                String blank = content.takeThrough("\n");
                if (!line.startsWith("id:") || !data.startsWith("data:") || !blank.equals("\n")) {
                    throw new AssertionError("not a block: " + line + data + blank);
                }
                String text = data.substring("data:".length(), data.length() - 1);
                event(text);
                add(down, ByteClass.FRAMING, line.length() + data.length() + blank.length() - text.length());
            }
        }
    }

    /** RFC 6455, section 5.2. */
    private void frame(Cursor from, Map<ByteClass, Long> direction) {
        int opcode = from.take() & 0x0F;
        int maskAndLength = from.take();
        boolean isMasked = (maskAndLength & 0x80) != 0;
        int length = maskAndLength & 0x7F;
        int header = 2;
        if (length == 126) {
            length = from.take() << 8 | from.take();
            header += 2;
        }
        String mask = isMasked ? from.take(4) : "\0\0\0\0";
        header += isMasked ? 4 : 0;
        StringBuilder payload = new StringBuilder();
        for (int i = 0; i < length; i++) {
            payload.append((char) (from.take() ^ mask.charAt(i % 4)));
        }
        if (isMasked != (direction == up)) {
            throw new AssertionError("frames are masked by the client, and only by it");
        }
        if (opcode >= 8) {
            add(direction, ByteClass.CONTROL, header + length);
        } else {
            event(payload.toString());
            add(direction, ByteClass.FRAMING, header);
        }
    }

    private void event(String text) {
        if (!text.startsWith("{\"seq\":\"") || text.length() != Trials.EVENT_BYTES || !text.endsWith("x\"}")) {
            throw new AssertionError("not an event of this trial: " + text);
        }
        add(down, ByteClass.PAYLOAD, text.length());
    }

    private static void add(Map<ByteClass, Long> direction, ByteClass byteClass, long bytes) {
        direction.merge(byteClass, bytes, Long::sum);
    }

    private static WireBytes bytes(Map<ByteClass, Long> direction) {
        return new WireBytes(
                direction.getOrDefault(ByteClass.PAYLOAD, 0L),
                direction.getOrDefault(ByteClass.FRAMING, 0L),
                direction.getOrDefault(ByteClass.HEAD, 0L),
                direction.getOrDefault(ByteClass.HANDSHAKE, 0L),
                direction.getOrDefault(ByteClass.CONTROL, 0L),
                direction.getOrDefault(ByteClass.TLS, 0L));
    }
}
