package dev.pushbench.bench.jmh;

import dev.pushbench.client.http.NdjsonReader;
import dev.pushbench.client.http.ResponseParser;
import dev.pushbench.protocol.Routes;
import dev.pushbench.server.streaming.StreamingFraming;
import dev.pushbench.server.wire.LineFraming;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;

/** The load generator's side of a delivery over HTTP: a whole answer to a poll, or a chunk of a stream. */
public class ResponseBenchmark extends Measured {
    private static final byte[] LINE = LineFraming.INSTANCE.event(Specimen.SEQ, Specimen.event());
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: " + Routes.NDJSON + "\r\nDate: Sat, 21 Nov 2026 08:00:00 GMT\r\n";

    private ByteBuffer answer =
            Specimen.read(Specimen.joined(Specimen.ascii(HEAD + "Content-Length: " + LINE.length + "\r\n\r\n"), LINE));
    private ByteBuffer chunk = Specimen.read(StreamingFraming.INSTANCE.event(Specimen.SEQ, Specimen.event()));
    private Connection polling = new Connection();
    private Connection streaming = inItsStream();

    /** An answer with one event; returns the events so far. */
    @Benchmark
    public long pollAnswer() {
        polling.parser.read(answer.rewind());
        return polling.seen.events();
    }

    /** A chunk with one event, in a response that does not end; returns the events so far. */
    @Benchmark
    public long streamChunk() {
        streaming.parser.read(chunk.rewind());
        return streaming.seen.events();
    }

    private static Connection inItsStream() {
        Connection connection = new Connection();
        connection.parser.read(Specimen.read(Specimen.ascii(HEAD + "Transfer-Encoding: chunked\r\n\r\n")));
        return connection;
    }

    private static final class Connection implements ResponseParser.Listener {
        private final SeenEvents seen = new SeenEvents();
        private final NdjsonReader body = new NdjsonReader(seen);
        private final ResponseParser parser = new ResponseParser(this);

        @Override
        public void head(int status, int headBytes) {
            if (status != 200) {
                throw new IllegalStateException("status " + status);
            }
        }

        @Override
        public void body(ByteBuffer bytes, int from, int to) {
            body.read(bytes, from, to);
        }

        @Override
        public void framing(int bytes) {}

        @Override
        public void end(boolean keepAlive) {
            body.reset();
        }
    }
}
