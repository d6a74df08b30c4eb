package dev.pushbench.client.user;

import dev.pushbench.client.Eventually;
import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.http.HeaderProfile;
import dev.pushbench.client.http.PollRequest;
import dev.pushbench.client.longpolling.LongPollingUser;
import dev.pushbench.client.measure.Deliveries;
import dev.pushbench.client.measure.MeasuredWindows;
import dev.pushbench.client.measure.Meter;
import dev.pushbench.client.measure.PublishTimes;
import dev.pushbench.client.polling.PollingUser;
import dev.pushbench.client.sse.SseUser;
import dev.pushbench.client.streaming.StreamingUser;
import dev.pushbench.client.websocket.WebSocketTexts;
import dev.pushbench.client.websocket.WebSocketUser;
import dev.pushbench.protocol.EventTail;
import dev.pushbench.protocol.RoomName;
import dev.pushbench.protocol.Technique;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One user on a loop of its own, begun as soon as it is ready, and all that it counts and tells. */
public final class LoneUser implements AutoCloseable, UserSetting.Watcher {
    /** How many events were published before it starts, from number 1 on, each due and sent at instant 1. */
    public static final int PUBLISHED = 20;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private static final long AN_HOUR_NANOS = 3_600_000_000_000L;

    private final EventLoop loop;
    private final PublishTimes publishTimes = PublishTimes.inMemory(PUBLISHED);
    private final Meter meter;
    private final AtomicInteger ready = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final User user;

    private LoneUser(
            Technique technique,
            InetSocketAddress server,
            Duration pollInterval,
            boolean keepAlive,
            Duration handshake,
            byte[] data)
            throws IOException {
        meter = new Meter(publishTimes, EventTail.of(data));
        for (int seq = 1; seq <= PUBLISHED; seq++) {
            publishTimes.publishing(seq, Voice.DUE_NANOS, Voice.DUE_NANOS);
        }
        loop = EventLoop.start("lone-user", handshake.toNanos());
        UserSetting setting = new UserSetting(
                loop, server, Optional.empty(), new RoomName("room"), HeaderProfile.MINIMAL, keepAlive, meter, this);
        long nowNanos = System.nanoTime();
        meter.measure(MeasuredWindows.one(nowNanos, nowNanos + AN_HOUR_NANOS, 1));
        meter.deliveries().measure(MeasuredWindows.one(0, Long.MAX_VALUE, 1)); // whenever an event is due
        user = switch (technique) {
            case POLLING -> {
                PollRequest request = PollingUser.request(setting);
                yield new PollingUser(setting, request, pollInterval.toNanos(), 0);
            }
            case LONG_POLLING -> new LongPollingUser(setting, LongPollingUser.request(setting, Duration.ofSeconds(20)));
            case STREAMING -> StreamingUser.of(setting);
            case SSE -> SseUser.of(setting);
            case WEBSOCKET -> new WebSocketUser(setting, new WebSocketTexts());
        };
    }

    public static LoneUser start(Technique technique, InetSocketAddress server) throws Exception {
        return start(technique, server, POLL_INTERVAL, true);
    }

    /** One that expects events with these data. */
    public static LoneUser start(Technique technique, InetSocketAddress server, byte[] data) throws Exception {
        return start(technique, server, POLL_INTERVAL, true, Duration.ZERO, data);
    }

    public static LoneUser start(
            Technique technique, InetSocketAddress server, Duration pollInterval, boolean keepAlive) throws Exception {
        return start(technique, server, pollInterval, keepAlive, Duration.ZERO);
    }

    /** @param handshake that a connection takes at least, as behind a link */
    public static LoneUser start(
            Technique technique, InetSocketAddress server, Duration pollInterval, boolean keepAlive, Duration handshake)
            throws Exception {
        return start(technique, server, pollInterval, keepAlive, handshake, Voice.DATA);
    }

    private static LoneUser start(
            Technique technique,
            InetSocketAddress server,
            Duration pollInterval,
            boolean keepAlive,
            Duration handshake,
            byte[] data)
            throws Exception {
        LoneUser lone = new LoneUser(technique, server, pollInterval, keepAlive, handshake, data);
        lone.onLoop(() -> {
            lone.user.start();
            return true;
        });
        return lone;
    }

    /** Has it publish, where it can by itself. */
    public void say(byte[] publication) throws Exception {
        onLoop(() -> {
            ((Speaker) user).say(new Saying(publication, 1, 0));
            return true;
        });
    }

    public Meter meter() {
        return meter;
    }

    public int timesReady() {
        return ready.get();
    }

    public List<String> failures() {
        return failures;
    }

    public Deliveries deliveries() {
        return meter.deliveries().totals();
    }

    public void awaitArrivals(long events) throws Exception {
        Eventually.holds(
                events + " events arrived, with " + failures,
                () -> meter.deliveries().arrivals() >= events);
    }

    public void awaitFailure() throws Exception {
        Eventually.holds("the user failed", () -> !failures.isEmpty());
    }

    public long emptyAnswers() throws Exception {
        return onLoop(() -> meter.traffic().emptyAnswers());
    }

    /** Bytes read, by class. */
    public String read() throws Exception {
        return onLoop(() -> meter.traffic().down().toString());
    }

    /** Bytes written, by class. */
    public String written() throws Exception {
        return onLoop(() -> meter.traffic().up().toString());
    }

    public void stop() throws Exception {
        onLoop(() -> {
            user.stop();
            return true;
        });
    }

    public <T> T onLoop(Callable<T> question) throws Exception {
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

    @Override
    public void ready() {
        ready.incrementAndGet();
        user.begin(System.nanoTime());
    }

    @Override
    public void failed(String reason) {
        failures.add(reason);
    }

    @Override
    public void close() {
        loop.close();
        if (loop.failure().isPresent()) {
            throw new AssertionError("the loop failed", loop.failure().get());
        }
        if (loop.defect().isPresent()) {
            throw new AssertionError("a callback failed", loop.defect().get());
        }
    }
}
