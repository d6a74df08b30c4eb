package dev.pushbench.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pushbench.protocol.Technique;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A user who reads a room by one technique, a step at a time. */
abstract class Probe implements AutoCloseable {
    final Connection connection;

    enum Kind {
        EVENT,
        GAP,
        /** Which log is read, and from where. */
        LOG,
        /** That the connection lives, or that a wait ended with nothing. */
        HEARTBEAT,
        /** That the server takes leave. */
        END
    }

    /** What the user was told: the text of an event or of a gap notice, as the server wrote it. */
    record Told(Kind kind, String text) {
        static Told of(String text) {
            return new Told(
                    text.startsWith("{\"gap\"") ? Kind.GAP : text.startsWith("{\"log\"") ? Kind.LOG : Kind.EVENT, text);
        }

        static final Told HEARTBEAT = new Told(Kind.HEARTBEAT, "");
        static final Told END = new Told(Kind.END, "");
    }

    private Probe(Connection connection) {
        this.connection = connection;
    }

    /**
     * Starts to read. Returns when the server has taken note of it, but for long polling, which takes note of {@link #ask}.
     *
     * @param after the cursor; empty for "from now"
     */
    static Probe open(Connection connection, Technique technique, String room, OptionalLong after) {
        String target = technique.pathPrefix() + room + (after.isPresent() ? "?after=" + after.getAsLong() : "");
        return switch (technique) {
            case POLLING -> new Polling(connection, technique.pathPrefix() + room, after, "");
            case LONG_POLLING -> new Polling(connection, technique.pathPrefix() + room, after, "&wait=20000");
            case STREAMING -> new Streaming(connection, target);
            case SSE -> new Sse(connection, target, "");
            case WEBSOCKET -> new WebSocket(connection, target);
        };
    }

    /**
     * The same, by a user who wants to know which log it reads.
     *
     * @param log that its cursor is of; empty where it knows none
     * @param ours the server's, as the ids of server-sent events must tell
     */
    static Probe open(Connection connection, Technique technique, String room, long after, String log, String ours) {
        String path = technique.pathPrefix() + room;
        String target = path + "?after=" + after + "&log=" + log;
        return switch (technique) {
            case POLLING -> new Polling(connection, path, OptionalLong.of(after), "&log=" + log);
            case LONG_POLLING -> new Polling(connection, path, OptionalLong.of(after), "&wait=20000&log=" + log);
            case STREAMING -> new Streaming(connection, target);
            case SSE -> new Sse(connection, target, "-" + ours);
            case WEBSOCKET -> new WebSocket(connection, target);
        };
    }

    /** The next thing the user is told; waits for it. */
    abstract Told next();

    /** The next event or gap notice; waits for it. */
    Told nextText() {
        Told told = next();
        while (told.kind() == Kind.HEARTBEAT) {
            told = next();
        }
        if (told.kind() == Kind.END) {
            throw new UncheckedIOException(new EOFException("the server took leave"));
        }
        return told;
    }

    /** Has a request on its way that the server will answer; a technique that pushes has so anyway. */
    void ask() {}

    @Override
    public void close() {
        connection.close();
    }

    private static final class Polling extends Probe {
        private final String path;
        private String wait;
        private final Deque<Told> told = new ArrayDeque<>();
        private long cursor;
        private boolean asked;

        Polling(Connection connection, String path, OptionalLong after, String wait) {
            super(connection);
            this.path = path;
            this.wait = wait;
            this.cursor = after.orElseGet(
                    () -> Long.parseLong(connection.get(path + "?wait=0").header("pushbench-cursor")));
        }

        @Override
        void ask() {
            connection.sendGet(path + "?after=" + cursor + wait);
            asked = true;
        }

        @Override
        Told next() {
            if (told.isEmpty()) {
                if (!asked) {
                    ask();
                }
                asked = false;
                take(connection.answer());
            }
            return told.remove();
        }

        private void take(Answer answer) {
            if (answer.status() == 204) {
                told.add(Told.HEARTBEAT);
                Eventually.breathe();
                return;
            }
            answer.body().lines().map(Told::of).forEach(told::add);
            Told last = told.getLast();
            if (told.getFirst().kind() == Kind.LOG) {
                String notice = told.getFirst().text();
                cursor = Long.parseLong(notice.substring(27, 46));
                wait = wait.substring(0, wait.indexOf("&log=")) + "&log=" + notice.substring(8, 16);
            }
            if (last.kind() != Kind.LOG) {
                long named = Long.parseLong(last.text().substring(8, 27));
                cursor = last.kind() == Kind.GAP ? named - 1 : named;
            }
        }
    }

    private static final class Streaming extends Probe {
        private final Lines lines;

        Streaming(Connection connection, String target) {
            super(connection);
            connection.sendGet(target);
            lines = new Lines(connection, "application/x-ndjson");
        }

        @Override
        Told next() {
            return lines.next()
                    .map(line -> line.isEmpty() ? Told.HEARTBEAT : Told.of(line))
                    .orElse(Told.END);
        }
    }

    private static final class Sse extends Probe {
        private static final String OWN_TYPE = "text/event-stream";
        private static final String STOCK_TYPE = "text/event-stream; charset=UTF-8";

        private final Lines lines;
        private final boolean isStock;
        private final String afterNumber;

        Sse(Connection connection, String target, String afterNumber) {
            super(connection);
            this.afterNumber = afterNumber;
            connection.sendGet(target);
            lines = new Lines(connection, OWN_TYPE, STOCK_TYPE);
            isStock = lines.contentType().equals(STOCK_TYPE);
        }

        @Override
        Told next() {
            StringBuilder block = new StringBuilder();
            for (Optional<String> line = lines.next(); !line.equals(Optional.of("")); line = lines.next()) {
                if (line.isEmpty()) {
                    return Told.END;
                }
                if (isStock && block.isEmpty() && line.get().equals(":")) {
                    return Told.HEARTBEAT;
                }
                block.append(line.get()).append('\n');
            }
            return isStock ? readStock(block.toString()) : read(block.toString());
        }

        private Told read(String block) {
            if (block.equals(":\n")) {
                return Told.HEARTBEAT;
            }
            Told told = told(block, "data: ");
            return expecting(
                    block,
                    told,
                    switch (told.kind()) {
                        case GAP -> "event: gap\nid: " + (named(told) - 1) + afterNumber + "\ndata: ";
                        case LOG -> "event: log\nid: " + toldAfter(told) + afterNumber + "\ndata: ";
                        case EVENT, HEARTBEAT, END -> "id: " + named(told) + afterNumber + "\ndata: ";
                    });
        }

        private Told readStock(String block) {
            Told told = told(block, "data:");
            return expecting(
                    block,
                    told,
                    switch (told.kind()) {
                        case GAP -> "id:" + (named(told) - 1) + afterNumber + "\nevent:gap\ndata:";
                        case LOG -> "id:" + toldAfter(told) + afterNumber + "\nevent:log\ndata:";
                        case EVENT, HEARTBEAT, END -> "id:" + named(told) + afterNumber + "\ndata:";
                    });
        }

        private static Told told(String block, String field) {
            return Told.of(block.substring(block.indexOf(field) + field.length(), block.length() - 1));
        }

        private static long toldAfter(Told told) {
            return Long.parseLong(told.text().substring(27, 46));
        }

        private static long named(Told told) {
            return Long.parseLong(told.text().substring(8, 27));
        }

        private static Told expecting(String block, Told told, String expected) {
            if (!block.startsWith(expected)) {
                throw new AssertionError("not the block of the contract: " + block);
            }
            return told;
        }
    }

    /** The lines that an endless answer carries, in chunks or until the connection ends. */
    private static final class Lines {
        private final Connection connection;
        private final Answer head;
        private String rest = "";

        Lines(Connection connection, String... contentTypes) {
            this.connection = connection;
            this.head = connection.head();
            if (head.status() != 200 || !List.of(contentTypes).contains(contentType())) {
                throw new AssertionError("not a stream of " + List.of(contentTypes) + ": " + head);
            }
        }

        String contentType() {
            return head.header("content-type");
        }

        /** The next line; empty where there are no more. */
        Optional<String> next() {
            if (!head.header("transfer-encoding").equals("chunked")) {
                return connection.plainLine();
            }
            int end = rest.indexOf('\n');
            while (end < 0) {
                byte[] chunk = connection.chunk();
                if (chunk.length == 0) {
                    return Optional.empty();
                }
                rest += new String(chunk, UTF_8);
                end = rest.indexOf('\n');
            }
            String line = rest.substring(0, end);
            rest = rest.substring(end + 1);
            return Optional.of(line);
        }
    }

    private static final class WebSocket extends Probe {
        private final WebSocketClient client;

        WebSocket(Connection connection, String target) {
            super(connection);
            client = WebSocketClient.upgrade(connection, target);
        }

        @Override
        Told next() {
            WebSocketClient.Frame frame = client.next();
            return switch (frame.opcode()) {
                case WebSocketClient.TEXT -> Told.of(frame.text());
                case WebSocketClient.PING -> Told.HEARTBEAT;
                case WebSocketClient.CLOSE -> {
                    if (frame.closeCode() == 1008) {
                        throw new UncheckedIOException(new IOException("cut off: " + frame.closeReason()));
                    }
                    if (frame.closeCode() != 1001) {
                        throw new AssertionError("closed by " + frame.closeCode());
                    }
                    yield Told.END;
                }
                default -> throw new AssertionError("unexpected " + frame);
            };
        }
    }
}
