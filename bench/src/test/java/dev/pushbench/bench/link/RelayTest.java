package dev.pushbench.bench.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Timing is only held to what cannot be earlier. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RelayTest {
    private static final long MILLI = 1_000_000;

    /** More than all socket buffers on the way. */
    private static final int FLOOD_BYTES = 16_000_000;

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtt=0s",
                "rtt=3ms",
                "rtt=2ms,jitter=4ms",
                "rtt=1ms,bandwidth=100mbit",
                "rtt=1ms,bandwidth=200mbit,jitter=1ms"
            })
    void bytesArriveUnchangedAndInOrderBothWays(String link) throws Exception {
        byte[] up = bytes(1, 700_000);
        byte[] down = bytes(2, 900_000);
        try (Relay relay = relay(link);
                Socket user = connect(relay);
                Socket there = server.accept()) {
            CompletableFuture<Void> sentUp = inPieces(user, up, 3);
            CompletableFuture<Void> sentDown = inPieces(there, down, 4);
            CompletableFuture<byte[]> arrivedUp = CompletableFuture.supplyAsync(() -> read(there, up.length));

            assertThat(read(user, down.length)).isEqualTo(down);
            assertThat(arrivedUp.get()).isEqualTo(up);
            sentUp.get();
            sentDown.get();
            LinkFigures figures = relay.figures();
            assertThat(figures.up()).isEqualTo(new LinkFigures.Way(up.length, up.length, 0));
            assertThat(figures.down()).isEqualTo(new LinkFigures.Way(down.length, down.length, 0));
            assertThat(figures.connections()).isEqualTo(1);
            assertThat(figures.lateNanos().getTotalCount()).isPositive();
        }
    }

    @Test
    void noByteComesBeforeItsTime() throws Exception {
        try (Relay relay = relay("rtt=60ms");
                Socket user = connect(relay);
                Socket there = server.accept()) {
            user.getOutputStream().write(1); // opens: the handshake is over
            assertThat(there.getInputStream().read()).isEqualTo(1);
            for (int i = 0; i < 5; i++) {
                long sentNanos = System.nanoTime();
                there.getOutputStream().write(i);
                assertThat(user.getInputStream().read()).isEqualTo(i);
                assertThat(System.nanoTime() - sentNanos).isGreaterThanOrEqualTo(30 * MILLI);
            }
        }
    }

    @Test
    void theFirstAnswerTakesTwoRoundTripsAndTheServerSeesTheConnectionAfterHalfOfOne() throws Exception {
        try (Relay relay = relay("rtt=60ms")) {
            long askedNanos = System.nanoTime();
            try (Socket user = connect(relay);
                    Socket there = server.accept()) {
                assertThat(System.nanoTime() - askedNanos).isGreaterThanOrEqualTo(30 * MILLI);
                user.getOutputStream().write(1);
                assertThat(there.getInputStream().read()).isEqualTo(1);
                assertThat(System.nanoTime() - askedNanos).isGreaterThanOrEqualTo(90 * MILLI);
                there.getOutputStream().write(2);
                assertThat(user.getInputStream().read()).isEqualTo(2);
                assertThat(System.nanoTime() - askedNanos).isGreaterThanOrEqualTo(120 * MILLI);
            }
        }
    }

    /** 2 Mbit/s are 250 bytes in a millisecond: 100,000 take 400 ms, whatever is written at once. */
    @Test
    void noMoreComesThanTheBandwidthLets() throws Exception {
        try (Relay relay = relay("rtt=0s,bandwidth=2mbit");
                Socket user = connect(relay);
                Socket there = server.accept()) {
            long sentNanos = System.nanoTime();
            CompletableFuture<Void> sent = inPieces(there, bytes(1, 100_000), 5);
            read(user, 100_000);
            assertThat(System.nanoTime() - sentNanos).isGreaterThanOrEqualTo(400 * MILLI);
            sent.get();
        }
    }

    @Test
    void aReaderThatDoesNotReadHoldsUpItsSenderAndNoMoreIsKept() throws Exception {
        String link = "rtt=20ms,bandwidth=100mbit";
        int most = Relay.mostBytes(LinkText.parse("link", link).orElseThrow(), 1);
        try (Relay relay = relay(link);
                Socket user = connect(relay);
                Socket there = server.accept()) {
            CompletableFuture<Void> sent = inPieces(there, bytes(1, FLOOD_BYTES), 5);
            long underWay = 0;
            for (long before = -1; underWay < most / 2 || underWay != before; ) {
                LockSupport.parkNanos(50 * MILLI);
                before = underWay;
                underWay = relay.figures().down().underWay();
            }
            assertThat(underWay).isLessThanOrEqualTo(most);
            assertThat(sent).isNotDone();

            assertThat(read(user, FLOOD_BYTES)).isEqualTo(bytes(1, FLOOD_BYTES)); // reads on, and everything comes
            sent.get();
        }
    }

    @Test
    void oneDirectionMayEndBeforeTheOther() throws Exception {
        try (Relay relay = relay("rtt=10ms");
                Socket user = connect(relay);
                Socket there = server.accept()) {
            user.getOutputStream().write(bytes(1, 5_000));
            user.shutdownOutput();
            assertThat(there.getInputStream().readAllBytes()).isEqualTo(bytes(1, 5_000));
            there.getOutputStream().write(bytes(2, 7_000));
            there.shutdownOutput();
            assertThat(user.getInputStream().readAllBytes()).isEqualTo(bytes(2, 7_000));
            assertThat(relay.figures().up().dropped() + relay.figures().down().dropped())
                    .isZero();
        }
    }

    @Test
    void aResetOfOneEndIsSeenByTheOther() throws Exception {
        try (Relay relay = relay("rtt=10ms");
                Socket there = resetOnceItStands(relay)) {
            assertThatThrownBy(() -> there.getInputStream().read()).isInstanceOf(SocketException.class);
            assertThat(relay.figures().resets()).isZero();
        }
    }

    @Test
    void whereNobodyListensTheUserIsRefused() throws Exception {
        try (Relay relay = relay("rtt=20ms")) {
            server.close();
            long askedNanos = System.nanoTime();
            try (Socket user = connect(relay)) {
                assertThatThrownBy(() -> user.getInputStream().read()).isInstanceOf(SocketException.class);
                assertThat(System.nanoTime() - askedNanos).isGreaterThanOrEqualTo(20 * MILLI);
            }
        }
    }

    /** Each byte is given, or counted as dropped: nothing is lost without being told. */
    @Test
    void connectionsAreResetAndWhatIsLostIsCounted() throws Exception {
        int users = 40;
        try (Relay relay = relay("rtt=100ms,drop-connection=0.5")) {
            List<Socket> sockets = new ArrayList<>();
            List<Socket> accepted = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                Socket user = connect(relay);
                user.setSoTimeout(50_000);
                sockets.add(user);
                accepted.add(server.accept());
            }
            long sent = 0;
            long read = 0;
            for (Socket socket : accepted) {
                socket.getOutputStream().write(bytes(1, 100));
                sent += 100;
            }
            for (Socket socket : sockets) {
                read += readToReset(socket);
            }
            LinkFigures figures = relay.figures();
            assertThat(figures.resets()).isEqualTo(users);
            assertThat(figures.down().taken()).isEqualTo(sent);
            assertThat(figures.down().given()).isEqualTo(read);
            assertThat(figures.down().dropped()).isEqualTo(sent - read);
            for (int i = 0; i < users; i++) {
                sockets.get(i).close();
                accepted.get(i).close();
            }
        }
    }

    /** A busy server goes on writing for a while before it sees that its user is gone. */
    @Test
    void whatAServerWritesUntilItSeesTheResetIsCountedAsLost() throws Exception {
        try (Relay relay = relay("rtt=20ms,drop-connection=0.5");
                Socket user = connect(relay);
                Socket there = server.accept()) {
            there.getOutputStream().write(bytes(1, 100));
            long read = readToReset(user);
            long sent = 100;
            long busyUntilNanos = System.nanoTime() + 1_500 * MILLI;
            while (System.nanoTime() < busyUntilNanos) {
                there.getOutputStream().write(bytes(1, 100));
                sent += 100;
                LockSupport.parkNanos(20 * MILLI);
            }
            assertThat(there.getInputStream().read()).as("an end, no reset").isEqualTo(-1);
            there.shutdownOutput();

            LinkFigures.Way down = relay.figures().down();
            while (down.taken() < sent) {
                down = relay.figures().down();
            }
            assertThat(down).isEqualTo(new LinkFigures.Way(sent, read, sent - read));
        }
    }

    /** Half of those that are answered live no longer than about two seconds; a user that waits for a busy server is not ready yet. */
    @Test
    void aConnectionThatIsNotAnsweredYetIsNotReset() throws Exception {
        try (Relay relay = relay("rtt=20ms,drop-connection=0.5");
                Socket waits = connect(relay);
                Socket busy = server.accept()) {
            for (int answered = 0; answered < 3; answered++) {
                try (Socket user = connect(relay);
                        Socket there = server.accept()) {
                    there.getOutputStream().write(1);
                    assertThat(readToReset(user)).isEqualTo(1);
                }
            }
            busy.getOutputStream().write(1);

            assertThat(waits.getInputStream().read()).isEqualTo(1);
            assertThat(relay.figures().resets()).isEqualTo(3);
        }
    }

    @Test
    void afterAWhileNothingIsAllocatedForWhatIsRelayed() throws Exception {
        try (Relay relay = relay("rtt=2ms,bandwidth=100mbit,jitter=1ms");
                Socket user = connect(relay);
                Socket there = server.accept()) {
            pingPong(user, there, 3_000);
            long before = allocatedBytes();
            pingPong(user, there, 2_000);
            assertThat(allocatedBytes() - before).isLessThan(2_000 * 16);
        }
    }

    @Test
    void aClosedLinkClosesItsConnections() throws Exception {
        Relay relay = relay("rtt=0s");
        try (relay;
                Socket user = connect(relay);
                Socket there = server.accept()) {
            relay.close();
            assertThat(there.getInputStream().read()).isEqualTo(-1);
            assertThat(user.getInputStream().read()).isEqualTo(-1);
            assertThat(relay.failure()).isEmpty();
            assertThatThrownBy(() -> connect(relay)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theFloorIsMeasured() throws Exception {
        assertThat(LinkFloor.measuredNanos()).isNotNegative();
    }

    private Relay relay(String link) throws IOException {
        InetSocketAddress address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
        return Relay.open(LinkText.parse("link", link).orElseThrow(), address, 1);
    }

    private static Socket connect(Relay relay) throws IOException {
        Socket user = new Socket(relay.address().getAddress(), relay.address().getPort());
        user.setTcpNoDelay(true);
        return user;
    }

    /** The server's end of a connection whose user is gone. */
    private Socket resetOnceItStands(Relay relay) throws IOException {
        try (Socket user = connect(relay)) {
            Socket there = server.accept();
            user.getOutputStream().write(1);
            assertThat(there.getInputStream().read()).isEqualTo(1);
            user.setSoLinger(true, 0);
            return there;
        }
    }

    private static void pingPong(Socket user, Socket there, int times) throws IOException {
        byte[] event = bytes(1, 200);
        for (int i = 0; i < times; i++) {
            there.getOutputStream().write(event);
            if (i % 10 == 9) {
                read(user, 10 * event.length);
            }
        }
    }

    private static long allocatedBytes() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadInfo(id) != null
                    && threads.getThreadInfo(id).getThreadName().equals("link")) {
                return threads.getThreadAllocatedBytes(id);
            }
        }
        throw new AssertionError("no thread of a link");
    }

    private static byte[] bytes(int seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static CompletableFuture<Void> inPieces(Socket socket, byte[] bytes, int seed) {
        return CompletableFuture.runAsync(() -> {
            Random random = new Random(seed);
            try {
                OutputStream out = socket.getOutputStream();
                for (int from = 0; from < bytes.length; ) {
                    int count = Math.min(bytes.length - from, 1 + random.nextInt(random.nextBoolean() ? 50 : 40_000));
                    out.write(bytes, from, count);
                    from += count;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static byte[] read(Socket socket, int count) {
        try {
            byte[] all = new byte[count];
            new DataInputStream(socket.getInputStream()).readFully(all);
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long readToReset(Socket socket) throws IOException {
        long count = 0;
        try {
            while (socket.getInputStream().read() >= 0) {
                count++;
            }
            throw new AssertionError("closed, not reset");
        } catch (SocketException reset) {
            return count;
        }
    }
}
