package dev.pushbench.server.handicap;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Burns CPU time as buffers are written to a socket, on the thread that writes. (Of files, this server sends none.) */
public final class BurningSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
    /** Enough for the JVM to compile what burns; about a tenth of a second. */
    private static final int REHEARSED_CALLS = 10_000 * SpunTime.CALLS_A_SPIN;

    private final Runnable burn;

    BurningSink(StreamSinkConduit socket, Runnable burn) {
        super(socket);
        this.burn = burn;
    }

    /**
     * Makes a socket's sink one that burns.
     *
     * @param share of the CPU time that the writing thread uses otherwise; above 0
     * @throws IllegalArgumentException where this JVM does not tell how much that is
     */
    public static UnaryOperator<StreamSinkConduit> ofShare(double share) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        if (!threads.isCurrentThreadCpuTimeSupported()) {
            throw new IllegalArgumentException("handicap cpu: this JVM does not tell the CPU time of a thread");
        }
        rehearse(threads);
        ThreadLocal<SpunTime> ofThread =
                ThreadLocal.withInitial(() -> new SpunTime(share, threads::getCurrentThreadCpuTime));
        return socket -> new BurningSink(socket, () -> ofThread.get().spin());
    }

    /** Else what burns would be compiled in the first seconds that are measured, and that would count as a cost of deliveries. */
    private static void rehearse(ThreadMXBean threads) {
        SpunTime spun = new SpunTime(10, threads::getCurrentThreadCpuTime);
        for (int call = 0; call < REHEARSED_CALLS; call++) {
            spun.spin();
        }
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        burn.run();
        return next.write(from);
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        burn.run();
        return next.write(from, offset, length);
    }

    @Override
    public int writeFinal(ByteBuffer from) throws IOException {
        burn.run();
        return next.writeFinal(from);
    }

    @Override
    public long writeFinal(ByteBuffer[] from, int offset, int length) throws IOException {
        burn.run();
        return next.writeFinal(from, offset, length);
    }
}
