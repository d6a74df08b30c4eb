package dev.pushbench.client.user;

import dev.pushbench.client.engine.Channel;
import dev.pushbench.client.engine.NoSocketException;
import dev.pushbench.client.engine.Timer;
import dev.pushbench.client.tls.TlsUser;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's connection: counted, and opened again where it is lost after the user was ready. At once where the server ended it in order; after
 * an error, and where it brought no answer, only after a pause, so that a server that is down is not flooded. What pauses cost is counted.
 *
 * <pre>
 *                  ┌──────────── ended in order, answered ────────────┐
 *                  ▼                                                  │
 *      start ─▶ connecting ─────────────────────────────────────▶ open ──leave──▶ leaving ──lost──▶ gone
 *        ▲       │ ▲  │ failed                        broken, or │    │
 *        │       │ │  ▼                              no answer   │    │ ended in order, nothing written
 *        │       │ └─ backing off ◀──────────────────────────────┘    ▼
 *        └───────┼───────────────────────────────────────────────── none
 *                └──lost, or the open one lost, and never ready──▶ given up
 * </pre>
 */
public final class Link implements Channel.Handler {
    /** A user that reads slowly reads so often. */
    private static final long SIP_NANOS = 100_000_000L;

    /** What a user does with its connection. */
    public interface Behaviour {
        /** It stands, for the first time or again. */
        void connected();

        /** Bytes came, to be read to their end. Malformed ones are answered with {@link Link#refuse}. */
        void read(ByteBuffer in);

        /**
         * The server has ended it (FIN); {@link #disconnected} follows. A response that ends with its connection is complete now.
         *
         * @return whether that was in order: no response or frame is cut off
         */
        boolean endsInOrder();

        /** It is gone, by whomever it was closed; what was half read is void. */
        void disconnected();

        /**
         * Whether no part of an answer has come that is not complete: then a reset takes nothing away, and a request that had no answer may be
         * written again at once (RFC 9112, section 9.3.1). A server that closes a connection on which the next request is under way resets it.
         */
        default boolean isBetweenAnswers() {
            return false;
        }

        /** It is gone as was asked for by {@link Link#leave}, after {@link #disconnected}. */
        default void left() {}
    }

    private final UserSetting setting;
    private final Behaviour behaviour;
    private final Optional<TlsUser> tls;
    private final Backoff backoff;
    private @Nullable Channel channel;
    private boolean ready;
    private boolean reopening;
    private boolean connecting;
    private boolean open;
    private boolean written;
    private boolean answered;
    private boolean closesInOrder;
    private boolean paused;
    private boolean stopped;
    private boolean leaving;
    private boolean slow;
    private long askedNanos;

    public Link(UserSetting setting, Behaviour behaviour) {
        this.setting = setting;
        this.behaviour = behaviour;
        this.backoff = new Backoff(setting, () -> serve(this::start));
        this.tls = setting.tls().map(thread -> thread.user(setting.server()));
    }

    /** Opens a connection; does nothing where there is one, one is being opened, or will be when a pause is over. */
    public void start() {
        if (open || connecting || backoff.isPausing() || paused || stopped) {
            return;
        }
        connecting = true;
        written = false;
        answered = false;
        closesInOrder = false;
        askedNanos = System.nanoTime();
        channel = setting.loop()
                .connect(
                        setting.server(),
                        setting.source(),
                        tls,
                        setting.manner().slowness().receiveBufferBytes(),
                        this);
        if (slow) {
            channel.suspendReading();
        }
    }

    /** The user can receive. */
    public void ready() {
        if (!ready) {
            ready = true;
            setting.watcher().ready();
        }
    }

    /** The connection brought the head of an answer: after its end in order another is opened at once, and pauses start anew. */
    public void answered() {
        answered = true;
        backoff.reset();
    }

    /** The server has said that it closes the connection, and that this is no error. */
    public void closesInOrder() {
        closesInOrder = true;
    }

    /** Writes the bytes; returns how many they were, 0 where the connection is gone and none was sent. */
    public int write(ByteBuffer bytes) {
        int count = channel == null ? 0 : channel.write(bytes);
        written |= count > 0;
        return count;
    }

    /** Closes the connection because of what came over it, and fails the trial. */
    public void refuse(String reason) {
        if (!stopped) {
            stop();
            setting.watcher().failed(reason);
        }
    }

    /** Lets go of a connection whose last response is complete, and opens another. */
    public void replace() {
        if (channel != null && !stopped) {
            channel.close();
            closed(true, "the server ended the response");
        }
    }

    /** Lets go of a connection that has served its one request; another is opened by {@link #start}. */
    public void letGo() {
        if (channel != null && open) {
            channel.close();
            open = false;
            setting.meter().connections().closedByServer();
        }
        if (leaving) {
            gone();
        }
    }

    /** Reads slowly from now on, whatever connections it has, where the user is one of those that do. */
    public void slowDown() {
        if (!slow && setting.manner().slowness().isSlow()) {
            slow = true;
            if (channel != null) {
                channel.suspendReading();
            }
            sip(System.nanoTime());
        }
    }

    /** Reads again as fast as it can. */
    public void hurry() {
        slow = false;
        if (channel != null) {
            channel.resumeReading();
        }
    }

    /** Reads a little, and later again. */
    private void sip(long nowNanos) {
        int bytes = (int) (setting.manner().slowness().bytesPerSecond() * SIP_NANOS / 1_000_000_000L);
        if (!slow || stopped || bytes == 0) {
            return;
        }
        if (channel != null) {
            channel.readAtMost(bytes);
        }
        schedule(nowNanos + SIP_NANOS, this::sip);
    }

    /** Calls the timer at that instant. What it throws ends this user, and no other. */
    public void schedule(long atNanos, Timer timer) {
        setting.loop().schedule(atNanos, nowNanos -> {
            try {
                timer.expired(nowNanos);
            } catch (RuntimeException defect) {
                failed(defect);
            }
        });
    }

    /** Takes a step that is this user's alone. What it throws ends this user, and no other. */
    public void serve(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException defect) {
            failed(defect);
        }
    }

    /** Stops the user and reports the defect, which fails the trial. Other users are not affected. */
    @Override
    public void failed(RuntimeException defect) {
        if (defect instanceof NoSocketException) {
            throw defect; // no other user will get one either
        }
        if (!stopped) {
            try {
                stop();
            } finally {
                setting.watcher().failed("a defect of the load generator, please report it: " + defect);
            }
        }
    }

    /**
     * Opens nothing again, and closes when the server has.
     *
     * @param endsOutput whether the server is told by the end of what we send; else it has been told otherwise
     */
    public void leave(boolean endsOutput) {
        if (stopped) {
            return;
        }
        leaving = true;
        if (!open) {
            gone();
        } else if (endsOutput && channel != null) {
            channel.endOutput();
        }
    }

    private void gone() {
        stop();
        behaviour.left();
        setting.watcher().left();
    }

    /** Opens nothing again. */
    public void pause() {
        paused = true;
        backoff.end();
    }

    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        backoff.end();
        if (channel != null) {
            channel.close();
        }
        if (open) {
            open = false;
            setting.meter().connections().closedByUser();
            behaviour.disconnected();
        }
    }

    @Override
    public void connected() {
        open = true;
        connecting = false;
        setting.meter().connectedSince(askedNanos);
        setting.meter().connections().opened(reopening);
        reopening = false;
        behaviour.connected();
    }

    @Override
    public void read(ByteBuffer in, long nowNanos) {
        setting.meter().beginRead(nowNanos);
        behaviour.read(in);
        setting.meter().endRead();
    }

    @Override
    public void ended(String reason, long nowNanos) {
        setting.meter().endOfInput(nowNanos);
        boolean inOrder = behaviour.endsInOrder() || closesInOrder;
        if (open) { // else that has completed a response, and the connection was let go
            closed(inOrder, reason);
        }
    }

    @Override
    public void lost(boolean stood, String reason) {
        if (stood) {
            closed(closesInOrder || (answered && behaviour.isBetweenAnswers()), reason);
        } else if (leaving) {
            gone();
        } else if (!stopped) {
            connecting = false;
            setting.meter().connections().failed();
            if (isToComeBack(reason)) {
                backoff.begin();
            }
        }
    }

    private void closed(boolean inOrder, String reason) {
        if (stopped) {
            return;
        }
        if (leaving) {
            gone();
            return;
        }
        open = false;
        setting.meter().connections().closedByServer();
        behaviour.disconnected();
        if (!isToComeBack(reason)) {
            return;
        }
        if (inOrder && answered) {
            start();
        } else if (!inOrder || written) {
            backoff.begin();
        } // else the server closed what nobody used: another is opened when there is something to write
    }

    /** Fails a user that was never ready. */
    private boolean isToComeBack(String reason) {
        if (ready) {
            reopening = true;
        } else {
            stopped = true;
            setting.watcher().failed(reason);
        }
        return ready;
    }
}
