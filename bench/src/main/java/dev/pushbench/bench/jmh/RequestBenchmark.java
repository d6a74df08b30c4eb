package dev.pushbench.bench.jmh;

import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.http.RequestHead;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Routes;
import dev.pushbench.protocol.Technique;
import dev.pushbench.server.guard.Bounds;
import dev.pushbench.server.guard.RequestScanner;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;

/** What the request guard adds to a poll, before Undertow parses it; {@link ClosedLoopRequestBenchmark} has the cost of the whole request. */
public class RequestBenchmark extends Measured {
    static final RoomName ROOM = new RoomName("notifications");
    private static final String HOST = "127.0.0.1:8080";

    private ByteBuffer minimal = Specimen.read(minimal());
    private ByteBuffer browser = Specimen.read(browser());
    private RequestScanner scanner = new RequestScanner(Bounds.DEFAULT.headBytes(), Bounds.DEFAULT.wireBodyBytes());

    /** A poll with the headers that HTTP requires; returns its bytes. */
    @Benchmark
    public int scanMinimal() {
        return scanner.scan(minimal, 0, minimal.limit());
    }

    /** A poll with the headers of a browser; returns its bytes. */
    @Benchmark
    public int scanBrowser() {
        return scanner.scan(browser, 0, browser.limit());
    }

    static byte[] minimal() {
        return poll(HeaderProfile.MINIMAL, HOST, Specimen.SEQ);
    }

    static byte[] browser() {
        return poll(HeaderProfile.BROWSER, HOST, Specimen.SEQ);
    }

    static byte[] poll(HeaderProfile headers, String hostAndPort, long cursor) {
        return RequestHead.get(
                Routes.read(Technique.POLLING, ROOM, cursor),
                hostAndPort,
                headers.lines().toArray(String[]::new));
    }
}
