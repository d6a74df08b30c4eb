package dev.pushbench.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushbench.client.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against plain sockets. */
@Timeout(60)
final class ChannelTest {
    private static final int BACKLOG = 4096;

    private EventLoop loop;
    private ServerSocket server;

    @BeforeEach
    void start() throws Exception {
        loop = EventLoop.start("loop-under-test");
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        server.setSoTimeout(20_000);
    }

    @AfterEach
    void close() throws Exception {
        loop.close();
        server.close();
    }

    /** Writes down what it is told, on the loop's thread. */
    private static class Recorder implements Channel.Handler {
        final List<String> told = new ArrayList<>();
        long bytes;

        @Override
        public void connected() {
            told.add("connected");
        }

        @Override
        public void read(ByteBuffer in, long nowNanos) {
            bytes += in.remaining();
        }

        @Override
        public void lost(boolean stood, String reason) {
            told.add("lost, stood " + stood);
        }

        @Override
        public void failed(RuntimeException defect) {
            told.add("failed: " + defect);
        }
    }

    @Test
    void aConnectionThatStandsIsToldOnce() throws Exception {
        Recorder recorder = new Recorder();
        Channel channel = connect(recorder);
        try (Socket accepted = accept()) {
            awaitTold(recorder, "connected");
            onLoop(() -> channel.write(ByteBuffer.wrap(new byte[] {7})));

            assertThat(accepted.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void nothingIsWrittenNorEndedBeforeItStands() throws Exception {
        Recorder recorder = new Recorder();
        int written = onLoop(() -> {
            Channel channel = loop.connect((InetSocketAddress) server.getLocalSocketAddress(), recorder);
            channel.endOutput();
            return channel.write(ByteBuffer.wrap(new byte[] {7}));
        });

        assertThat(written).isZero();
        awaitTold(recorder, "connected");
    }

    /** Small writes, many times what the sockets hold, to a peer that reads later. */
    @Test
    void whatIsNotTakenYetIsKeptInItsOrder() throws Exception {
        Recorder recorder = new Recorder();
        Channel channel = connect(recorder);
        try (Socket accepted = accept()) {
            awaitTold(recorder, "connected");
            int bytes = 7_000_000;
            onLoop(() -> {
                for (int at = 0; at < bytes; at += 100) {
                    byte[] piece = new byte[100];
                    for (int i = 0; i < piece.length; i++) {
                        piece[i] = (byte) ((at + i) % 251);
                    }
                    assertThat(channel.write(ByteBuffer.wrap(piece))).isEqualTo(100);
                }
                return true;
            });

            byte[] read = accepted.getInputStream().readNBytes(bytes);
            for (int at = 0; at < bytes; at++) {
                if (read[at] != (byte) (at % 251)) {
                    assertThat(at).as("the first wrong byte").isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void aPeerThatNeverReadsLosesTheConnectionBeforeTheMemoryIsFull() throws Exception {
        Recorder recorder = new Recorder();
        Channel channel = connect(recorder);
        try (Socket accepted = accept()) {
            awaitTold(recorder, "connected");
            long taken = onLoop(() -> {
                byte[] piece = new byte[100_000];
                long sum = 0;
                for (int written = 1; written > 0 && sum < 1_000_000_000; ) {
                    written = channel.write(ByteBuffer.wrap(piece));
                    sum += written;
                }
                return sum;
            });

            assertThat(taken).isBetween(16_000_000L, 100_000_000L);
            awaitTold(recorder, "connected", "lost, stood true");
            assertThat(accepted.isConnected()).isTrue();
        }
    }

    @Test
    void aRefusedConnectionIsLostAndNeverStood() throws Exception {
        server.close();
        Recorder recorder = new Recorder();
        connect(recorder);

        awaitTold(recorder, "lost, stood false");
    }

    @Test
    void whatThePeerSentAndHowItClosedIsReadThoughAWriteFailsFirst() throws Exception {
        Recorder recorder = new Recorder() {
            @Override
            public void ended(String reason, long nowNanos) {
                told.add("ended");
            }
        };
        Channel channel = connect(recorder);
        Socket accepted = accept();
        awaitTold(recorder, "connected");

        int last = onLoop(
                () -> { // nothing is selected meanwhile
                    accepted.getOutputStream().write(new byte[7]);
                    accepted.close();
                    int written = 1;
                    for (int writes = 0; writes < 1_000_000 && written > 0; writes++) {
                        written = channel.write(ByteBuffer.wrap(new byte[] {1}));
                    }
                    return written;
                });
        awaitTold(recorder, "connected", "ended");

        assertThat(last).as("the last write, which failed").isZero();
        assertThat(onLoop(() -> recorder.bytes)).isEqualTo(7);
    }

    @Test
    void nothingIsCalledWithinTheCallThatConnects() throws Exception {
        Recorder recorder = new Recorder();

        List<String> toldAtOnce = onLoop(() -> {
            loop.connect((InetSocketAddress) server.getLocalSocketAddress(), recorder);
            return List.copyOf(recorder.told);
        });

        assertThat(toldAtOnce).isEmpty();
        awaitTold(recorder, "connected");
    }

    @Test
    void bytesComeBackAsTheyWereWrittenThoughThePeerReadsLate() throws Exception {
        byte[] sent = new byte[12 * 1024 * 1024];
        new Random(3).nextBytes(sent);
        ByteBuffer received = ByteBuffer.allocate(sent.length);
        Recorder recorder = new Recorder() {
            @Override
            public void read(ByteBuffer in, long nowNanos) {
                super.read(in, nowNanos);
                received.put(in);
            }
        };
        Channel channel = connect(recorder);
        try (Socket accepted = accept()) {
            awaitTold(recorder, "connected");
            // Far beyond what a socket takes: this is all written before anything is read, from one buffer that is
            // used again for each piece.
            int counted = onLoop(() -> {
                int count = 0;
                ByteBuffer piece = ByteBuffer.allocate(40_000);
                for (int from = 0; from < sent.length; from += 40_000) {
                    piece.clear()
                            .put(sent, from, Math.min(40_000, sent.length - from))
                            .flip();
                    count += channel.write(piece);
                    Arrays.fill(piece.array(), (byte) 0);
                }
                return count;
            });
            assertThat(counted).isEqualTo(sent.length);

            byte[] echoed = accepted.getInputStream().readNBytes(sent.length);
            assertThat(Arrays.equals(echoed, sent)).as("what the peer read").isTrue();
            accepted.getOutputStream().write(echoed);
            Eventually.holds("all came back", () -> onLoop(() -> recorder.bytes) == sent.length);
            assertThat(Arrays.equals(received.array(), sent))
                    .as("what came back")
                    .isTrue();

            onLoop(() -> channel.write(ByteBuffer.wrap(new byte[] {7})));
            assertThat(accepted.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void readsAreTimedOneAfterTheOther() throws Exception {
        List<Long> instants = new ArrayList<>();
        long before = System.nanoTime();
        connect(new Recorder() {
            @Override
            public void read(ByteBuffer in, long nowNanos) {
                super.read(in, nowNanos);
                instants.add(nowNanos - before);
            }
        });
        try (Socket accepted = accept()) {
            accepted.setTcpNoDelay(true);
            for (int i = 1; i <= 10; i++) {
                int reads = i;
                accepted.getOutputStream().write(i);
                Eventually.holds("read " + reads, () -> onLoop(instants::size) == reads);
            }
        }
        long after = System.nanoTime();

        assertThat(onLoop(() -> List.copyOf(instants))).isSorted().allMatch(at -> at >= 0 && at <= after - before);
    }

    @Test
    void aPeerThatClosesIsToldOnceAfterItsLastByte() throws Exception {
        Recorder recorder = new Recorder();
        connect(recorder);
        try (Socket accepted = accept()) {
            accepted.getOutputStream().write(new byte[1000]);
        }

        awaitTold(recorder, "connected", "lost, stood true");
        assertThat(onLoop(() -> recorder.bytes)).isEqualTo(1000);
        awaitNothingMore(recorder, 2);
    }

    @Test
    void aResetIsToldOnce() throws Exception {
        Recorder recorder = new Recorder();
        Channel channel = connect(recorder);
        try (Socket accepted = accept()) {
            awaitTold(recorder, "connected");
            accepted.setSoLinger(true, 0);
        }
        onLoop(() -> channel.write(ByteBuffer.wrap(new byte[100])));
        onLoop(() -> channel.write(ByteBuffer.wrap(new byte[100])));

        awaitTold(recorder, "connected", "lost, stood true");
        awaitNothingMore(recorder, 2);
    }

    @Test
    void aResetWithBytesStillUnwrittenIsToldOnce() throws Exception {
        Recorder recorder = new Recorder();
        Channel channel = connect(recorder);
        try (Socket accepted = accept()) {
            awaitTold(recorder, "connected");
            onLoop(() -> channel.write(ByteBuffer.allocate(16 * 1024 * 1024)));
            accepted.setSoLinger(true, 0);
        }

        awaitTold(recorder, "connected", "lost, stood true");
        awaitNothingMore(recorder, 2);
    }

    @Test
    void closingCallsNothingBackAndThePeerSeesTheEnd() throws Exception {
        Recorder recorder = new Recorder();
        Channel channel = connect(recorder);
        try (Socket accepted = accept()) {
            awaitTold(recorder, "connected");
            accepted.getOutputStream().write(new byte[10]);
            Eventually.holds("ten bytes", () -> onLoop(() -> recorder.bytes) == 10);
            onLoop(() -> {
                channel.close();
                channel.close();
                return true;
            });

            assertThat(accepted.getInputStream().read()).isNegative();
        }
        awaitNothingMore(recorder, 1);
    }

    @Test
    void closingBeforeItStandsCallsNothingBack() throws Exception {
        Recorder recorder = new Recorder();
        onLoop(() -> {
            loop.connect((InetSocketAddress) server.getLocalSocketAddress(), recorder)
                    .close();
            return true;
        });

        awaitNothingMore(recorder, 0);
    }

    @Test
    void aHandlerMayCloseInTheMiddleOfARead() throws Exception {
        CompletableFuture<Channel> itself = new CompletableFuture<>();
        Recorder recorder = new Recorder() {
            @Override
            public void read(ByteBuffer in, long nowNanos) {
                super.read(in, nowNanos);
                itself.join().close();
            }
        };
        itself.complete(connect(recorder));
        try (Socket accepted = accept()) {
            accepted.getOutputStream().write(1);

            assertThat(accepted.getInputStream().read()).isNegative();
        }
        awaitNothingMore(recorder, 1);
    }

    @Test
    void writingAfterCloseDoesNothing() throws Exception {
        Recorder recorder = new Recorder();
        Channel channel = connect(recorder);
        try (Socket accepted = accept()) {
            awaitTold(recorder, "connected");
            int counted = onLoop(() -> {
                channel.close();
                return channel.write(ByteBuffer.wrap(new byte[] {7}));
            });

            assertThat(counted).isZero();
            assertThat(accepted.getInputStream().read()).isNegative();
        }
        awaitNothingMore(recorder, 1);
    }

    @Test
    void thousandsOfConnectionsShareOneLoop() throws Exception {
        int connections = 2_000;
        AtomicInteger echoed = new AtomicInteger();
        Thread peer = new Thread(() -> echoFirstByte(connections), "echo");
        peer.start();
        List<Recorder> recorders = new ArrayList<>();
        List<Channel> channels = new ArrayList<>();
        onLoop(() -> {
            for (int i = 0; i < connections; i++) {
                Channel[] itself = new Channel[1];
                Recorder recorder = new Recorder() {
                    @Override
                    public void connected() {
                        super.connected();
                        itself[0].write(ByteBuffer.wrap(new byte[] {7}));
                    }

                    @Override
                    public void read(ByteBuffer in, long nowNanos) {
                        super.read(in, nowNanos);
                        echoed.incrementAndGet();
                    }
                };
                itself[0] = loop.connect((InetSocketAddress) server.getLocalSocketAddress(), recorder);
                recorders.add(recorder);
                channels.add(itself[0]);
            }
            return true;
        });

        Eventually.holds("every connection has its byte back", () -> echoed.get() == connections);
        peer.join();
        Eventually.holds(
                "every connection is lost",
                () -> onLoop(() -> recorders.stream()
                        .allMatch(recorder -> recorder.told.equals(List.of("connected", "lost, stood true")))));
        assertThat(channels).hasSize(connections);
    }

    private void echoFirstByte(int connections) {
        List<Socket> accepted = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                accepted.add(accept());
            }
            for (Socket each : accepted) {
                InputStream in = each.getInputStream();
                each.getOutputStream().write(in.read());
            }
            for (Socket each : accepted) {
                each.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reading from it is bounded, as accepting is: neither heeds an interrupt. */
    private Socket accept() throws IOException {
        Socket accepted = server.accept();
        accepted.setSoTimeout(20_000);
        return accepted;
    }

    private Channel connect(Channel.Handler handler) throws Exception {
        return onLoop(() -> loop.connect((InetSocketAddress) server.getLocalSocketAddress(), handler));
    }

    private <T> T onLoop(Callable<T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.get(20, TimeUnit.SECONDS);
    }

    private void awaitTold(Recorder recorder, String... what) throws Exception {
        Eventually.holds(List.of(what) + ", and nothing else", () -> onLoop(() -> recorder.told.size()) >= what.length);
        assertThat(onLoop(() -> List.copyOf(recorder.told))).containsExactly(what);
    }

    /** Everything that the loop could still have to tell comes before two more rounds of it. */
    private void awaitNothingMore(Recorder recorder, int told) throws Exception {
        for (int round = 0; round < 2; round++) {
            CompletableFuture<Boolean> later = new CompletableFuture<>();
            loop.execute(() -> loop.schedule(System.nanoTime() + 5_000_000, nowNanos -> later.complete(true)));
            later.get(20, TimeUnit.SECONDS);
        }
        assertThat(onLoop(() -> List.copyOf(recorder.told))).hasSize(told);
        assertThat(loop.failure()).isEmpty();
    }
}
