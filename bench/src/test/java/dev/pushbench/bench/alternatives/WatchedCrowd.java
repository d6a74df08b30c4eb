package dev.pushbench.bench.alternatives;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Users of a library that is not ours, whose arrivals we count. */
final class WatchedCrowd implements Crowd {
    private static final int CONNECTING_AT_ONCE = 50;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);
    private static final Duration LONGEST_BROADCAST = Duration.ofSeconds(10);

    private final Gathering gathering;
    private final Library library;
    private final Attendance attendance;
    private @Nullable Publisher publisher;
    private long published;

    WatchedCrowd(Gathering gathering, Library library) {
        this.gathering = gathering;
        this.library = library;
        this.attendance = new Attendance(gathering.users());
    }

    @Override
    public void connect() throws Exception {
        publisher = new Publisher(gathering);
        int connecting = 0;
        for (Attendance.User user : attendance.users()) {
            library.connect(gathering, user);
            connecting++;
            if (connecting % CONNECTING_AT_ONCE == 0) {
                attendance.awaitReady(connecting, LONGEST_CONNECT);
            }
        }
        attendance.awaitReady(connecting, LONGEST_CONNECT);
    }

    @Override
    public void broadcast() throws IOException {
        if (publisher == null) {
            throw new IllegalStateException("nobody is connected");
        }
        published++;
        attendance.expect(published * gathering.users());
        publisher.publish();
        attendance.awaitExpected(LONGEST_BROADCAST);
    }

    @Override
    public void close() throws IOException {
        try {
            library.close();
        } finally {
            if (publisher != null) {
                publisher.close();
            }
        }
    }
}
