package dev.pushbench.bench.link;

import dev.pushbench.bench.compare.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a link adds on either way that is to add nothing: half of what a round trip of one byte takes longer through a link of rtt 0 than without
 * it. Of one connection, with nothing else to do, so the least that it adds anywhere.
 */
public final class LinkFloor {
    private static final int WARM_UP = 1_500;
    private static final int ROUND_TRIPS = 500;
    private static final LinkProfile NOTHING =
            new LinkProfile("rtt=0s", Duration.ZERO, Duration.ZERO, OptionalLong.empty(), 0);

    private LinkFloor() {}

    /** Measures it here and now; takes a fraction of a second. */
    public static long measuredNanos() throws IOException {
        try (ServerSocket echo = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
                Relay relay =
                        Relay.open(NOTHING, new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()), 1)) {
            double straight =
                    medianRoundTripNanos(echo, new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()));
            double through = medianRoundTripNanos(echo, relay.address());
            return Math.max(0, Math.round((through - straight) / 2));
        }
    }

    private static double medianRoundTripNanos(ServerSocket echo, InetSocketAddress address) throws IOException {
        Thread answering = new Thread(() -> answer(echo), "echo");
        answering.setDaemon(true);
        answering.start();
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setTcpNoDelay(true);
            List<Double> nanos = new ArrayList<>();
            for (int i = 0; i < WARM_UP + ROUND_TRIPS; i++) {
                long askedNanos = System.nanoTime();
                socket.getOutputStream().write(i);
                if (socket.getInputStream().read() != (i & 0xff)) {
                    throw new IOException("an echo that was none");
                }
                if (i >= WARM_UP) {
                    nanos.add((double) (System.nanoTime() - askedNanos));
                }
            }
            return Sample.of(nanos).orElseThrow().median();
        }
    }

    /** One connection, to its end. */
    private static void answer(ServerSocket echo) {
        try (Socket socket = echo.accept()) {
            socket.setTcpNoDelay(true);
            for (int read = socket.getInputStream().read();
                    read >= 0;
                    read = socket.getInputStream().read()) {
                socket.getOutputStream().write(read);
            }
        } catch (IOException closed) {
            // Whoever asks is told by its own socket.
        }
    }
}
