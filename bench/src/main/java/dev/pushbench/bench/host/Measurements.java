package dev.pushbench.bench.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What an examination has to try out, because no file tells it.
 *
 * @param parks how late a thread wakes that parks for 100 microseconds
 * @param hiccups over a second in which this JVM does nothing
 * @param loopbackFailure why no port of the loopback can be listened on; empty where one can
 */
record Measurements(ClockSample clock, Hiccups parks, Hiccups hiccups, Optional<String> loopbackFailure) {
    private static final long PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final long ALL_PARKS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Takes about one and a half seconds. */
    static Measurements take() throws InterruptedException {
        ClockSample.of(System::nanoTime); // once for the compiler
        return new Measurements(ClockSample.of(System::nanoTime), takeParks(), takeHiccups(), tryLoopback());
    }

    private static Hiccups takeParks() {
        Histogram late = new Histogram(3);
        long startNanos = System.nanoTime();
        long nowNanos = startNanos;
        while (nowNanos - startNanos < ALL_PARKS_NANOS) {
            long asleepNanos = nowNanos;
            LockSupport.parkNanos(PARK_NANOS);
            nowNanos = System.nanoTime();
            late.recordValue(Math.max(0, nowNanos - asleepNanos - PARK_NANOS));
        }
        return Hiccups.of(late);
    }

    private static Hiccups takeHiccups() throws InterruptedException {
        try (HiccupMeter meter = HiccupMeter.start()) {
            TimeUnit.SECONDS.sleep(1);
            return meter.take();
        }
    }

    private static Optional<String> tryLoopback() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound() ? Optional.empty() : Optional.of("not bound");
        } catch (IOException notBound) {
            return Optional.of(String.valueOf(notBound.getMessage()));
        }
    }
}
