package dev.pushbench.bench.alternatives;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.LoadSession;
import dev.pushbench.protocol.Technique;
import java.time.Duration;

/** Users of our own load generator, with all that it measures: latencies, a ledger of deliveries, each byte's class. */
final class OwnCrowd implements Crowd {
    private static final LoadPlan.Timing TIMING = new LoadPlan.Timing(
            Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(10));
    private static final LoadPlan.Reading READING =
            new LoadPlan.Reading(Duration.ofMillis(500), Duration.ofSeconds(25));

    private final int users;
    private final LoadSession session;

    OwnCrowd(Gathering gathering, Technique technique) {
        this.users = gathering.users();
        this.session = LoadSession.open(
                new LoadPlan(
                        technique,
                        gathering.server(),
                        gathering.room(),
                        gathering.users(),
                        new LoadPlan.Publishing(1, Publisher.EVENT_BYTES),
                        READING,
                        LoadPlan.Requests.MINIMAL,
                        TIMING),
                progress -> {});
    }

    @Override
    public void connect() {
        session.connect();
        failIfFailed();
    }

    @Override
    public void broadcast() {
        session.publishOneAndAwaitAll();
        failIfFailed();
    }

    private void failIfFailed() {
        session.failure().ifPresent(why -> {
            throw new IllegalStateException(why);
        });
    }

    @Override
    public void close() {
        try (session) {
            LoadResult result = session.finish();
            long expected = result.published().events() * users;
            if (result.failure().isEmpty()
                    && (result.deliveries().arrived() != expected
                            || result.deliveries().duplicate() > 0
                            || result.deliveries().outOfOrder() > 0)) {
                throw new IllegalStateException("of " + expected + " deliveries: " + result.deliveries());
            }
        }
    }
}
