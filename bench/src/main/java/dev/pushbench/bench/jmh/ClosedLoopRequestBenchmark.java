package dev.pushbench.bench.jmh;

import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.http.RequestHead;
import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.Routes;
import dev.pushbench.server.PushServer;
import dev.pushbench.server.ServerOptions;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A poll and its answer with one event, over loopback, against a server in this JVM. {@link #CONNECTIONS} users ask at once, so that the
 * server's IO thread finds several requests at each wake-up, as under load; the next round begins when all are answered. The time is a
 * closed loop's and has the client in it. With {@code -prof} {@link ThreadCpuProfiler} the server's CPU time for one request is
 * measured as well: what a request costs, {@link RequestBenchmark} being a part of it.
 */
@BenchmarkMode(Mode.SampleTime)
public class ClosedLoopRequestBenchmark extends Measured {
    static final int CONNECTIONS = 32;
    private static final int MAX_ANSWER_BYTES = 4096;

    @Param({"minimal", "browser"})
    String headers = "";

    private Optional<PushServer> server = Optional.empty();
    private final List<SocketChannel> connections = new ArrayList<>();
    private ByteBuffer request = ByteBuffer.allocate(0);
    private ByteBuffer answer = ByteBuffer.allocateDirect(MAX_ANSWER_BYTES);
    private int answerBytes;

    /** Starts the server, publishes one event, connects the users and learns how long an answer is. */
    @Setup(Level.Trial)
    public void connect() throws IOException {
        PushServer started = PushServer.start(ServerOptions.DEFAULT);
        server = Optional.of(started);
        String host = RequestHead.host(started.address());
        HeaderProfile profile = HeaderProfile.withName(headers)
                .orElseThrow(() -> new IllegalArgumentException("not a header profile: " + headers));
        request = Specimen.read(RequestBenchmark.poll(profile, host, 0));
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(SocketChannel.open(started.address()));
        }
        SocketChannel first = connections.get(0);
        publish(first, host);
        first.write(request.rewind());
        answerBytes = answerTo(first);
    }

    /** All users ask and are answered; returns the bytes of all answers. */
    @Benchmark
    @OperationsPerInvocation(CONNECTIONS)
    public int poll() throws IOException {
        for (SocketChannel connection : connections) {
            connection.write(request.rewind());
        }
        int bytes = 0;
        for (SocketChannel connection : connections) {
            answer.clear().limit(answerBytes);
            while (answer.hasRemaining()) {
                read(connection);
            }
            bytes += answer.position();
        }
        return bytes;
    }

    @TearDown(Level.Iteration)
    public void noteCpu() {
        ThreadCpuProfiler.noteIoThreads();
    }

    /** Takes everything down. */
    @TearDown(Level.Trial)
    public void disconnect() throws IOException {
        for (SocketChannel connection : connections) {
            connection.close();
        }
        connections.clear();
        server.ifPresent(PushServer::close);
    }

    private void publish(SocketChannel connection, String host) throws IOException {
        byte[] publication = EventFormat.publication(Specimen.DUE_NANOS, Specimen.data());
        byte[] head = RequestHead.post(Routes.publish(RequestBenchmark.ROOM), host, Routes.JSON, publication.length);
        connection.write(ByteBuffer.wrap(Specimen.joined(head, publication)));
        answerTo(connection);
    }

    /** Reads one whole answer; returns its bytes. */
    private int answerTo(SocketChannel connection) throws IOException {
        answer.clear();
        while (true) {
            read(connection);
            String text = StandardCharsets.ISO_8859_1
                    .decode(answer.duplicate().flip())
                    .toString();
            if (text.endsWith("}\n")) {
                requireSuccess(text);
                return text.length();
            }
        }
    }

    private void read(SocketChannel connection) throws IOException {
        if (connection.read(answer) < 0) {
            throw new EOFException("the server closed a connection");
        }
    }

    private static void requireSuccess(String text) {
        if (!text.startsWith("HTTP/1.1 20")) {
            throw new IllegalStateException("unexpected answer: " + text);
        }
    }
}
