package dev.pushbench.client;

import dev.pushbench.client.engine.EventLoop;
import dev.pushbench.client.measure.LifeLedger;
import dev.pushbench.client.pacing.FireTimes;
import dev.pushbench.client.user.User;
import dev.pushbench.client.user.UserSetting.Watcher;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** Has users replaced at a rate, whatever becomes of those before: an open loop. On the users' loop. */
final class Churn {
    /** The same users leave in every trial. */
    private static final long SEED = 1;

    private final EventLoop loop;
    private final FireTimes fireTimes;
    private final Random random;
    private final LifeLedger life;
    private final Places places;
    private final BitSet present = new BitSet();
    private final Set<User> going = new LinkedHashSet<>();
    private long startNanos;
    private long due;
    private boolean begun;
    private boolean paused;

    /** Where users are: each place has one at any time. */
    interface Places extends Watcher {
        int count();

        User user(int place);

        /** Puts a new one into the place of the one that is there, and does not start it yet. */
        User replace(int place, Tenant watcher);

        /** Has a user take a step; one that throws fails alone. */
        void serve(User user, Consumer<User> step);
    }

    /** @param share which of the processes this is, from 0 */
    Churn(EventLoop loop, double perSecond, int share, LifeLedger life, Places places) {
        this.loop = loop;
        this.fireTimes = FireTimes.constantRate(perSecond);
        this.random = new Random(SEED + share);
        this.life = life;
        this.places = places;
    }

    /** Who has to watch the user of that place, from before it starts. */
    Tenant tenant(int place) {
        return new Tenant(place);
    }

    void begin(long atNanos) {
        begun = true;
        startNanos = atNanos;
        loop.schedule(startNanos + fireTimes.offsetNanos(0), this::expired);
    }

    void pause() {
        paused = true;
    }

    /** Ends the count of those that are going; they are owed no more than they got. */
    void finish() {
        going.forEach(user -> user.finish(0));
    }

    void stop() {
        List.copyOf(going).forEach(User::stop);
    }

    private void expired(long nowNanos) {
        while (!paused && startNanos + fireTimes.offsetNanos(due) <= nowNanos) {
            due++;
            replaceOne();
        }
        if (!paused) {
            loop.schedule(startNanos + fireTimes.offsetNanos(due), this::expired);
        }
    }

    /** Has a user leave that is ready, and another one come in its place; nothing happens where none is. */
    private void replaceOne() {
        int drawn = random.nextInt(places.count());
        int after = present.nextSetBit(drawn);
        int place = after < 0 ? present.nextSetBit(0) : after;
        if (place < 0) {
            return;
        }
        present.clear(place);
        User leaving = places.user(place);
        User coming = places.replace(place, tenant(place));
        going.add(leaving);
        places.serve(leaving, User::leave);
        places.serve(coming, User::start);
    }

    /** Watches one user of those that come and go. */
    final class Tenant implements Watcher {
        private final int place;
        private final boolean isFirst = !begun;
        private final long bornNanos = System.nanoTime();
        private Optional<User> user = Optional.empty();

        private Tenant(int place) {
            this.place = place;
        }

        /** Whom it watches. */
        User watching(User watched) {
            user = Optional.of(watched);
            return watched;
        }

        @Override
        public void ready() {
            present.set(place);
            if (isFirst) {
                places.ready();
            } else {
                life.joined(System.nanoTime() - bornNanos);
                user.ifPresent(coming -> places.serve(coming, begun -> begun.begin(startNanos)));
            }
        }

        @Override
        public void left() {
            user.ifPresent(going::remove);
            life.left();
        }

        @Override
        public void failed(String reason) {
            places.failed(reason);
        }
    }
}
