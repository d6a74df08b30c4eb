package dev.pushbench.client.user;

import dev.pushbench.client.engine.Channel;
import dev.pushbench.client.tls.TlsUser;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's connection: counted, and opened again where it is lost after the user was ready.
 *
 * <pre>
 *   connecting ──▶ open ──lost, ready before──▶ waiting ──▶ connecting
 *        │           ├──leave──▶ leaving ──lost──▶ gone
 *        └───────────┴──lost, never ready──▶ given up
 * </pre>
 */
public final class Link implements Channel.Handler {
    /** First pause before a lost connection is opened again; it doubles with each failure. */
    private static final long FIRST_PAUSE_NANOS = 100_000_000L;

    private static final int MOST_DOUBLINGS = 3;

    /** A user that reads slowly reads so often. */
    private static final long SIP_NANOS = 100_000_000L;

    /** What a user does with its connection. */
    public interface Behaviour {
        /** It stands, for the first time or again. */
        void connected();

        /** Bytes came, to be read to their end. Malformed ones are answered with {@link Link#refuse}. */
        void read(ByteBuffer in);

        /** It is gone, by whomever it was closed; what was half read is void. */
        void disconnected();

        /** It is gone as was asked for by {@link Link#leave}, after {@link #disconnected}. */
        default void left() {}
    }

    private final UserSetting setting;
    private final Behaviour behaviour;
    private final Optional<TlsUser> tls;
    private @Nullable Channel channel;
    private boolean ready;
    private boolean reopening;
    private boolean open;
    private boolean paused;
    private boolean stopped;
    private boolean leaving;
    private boolean slow;
    private long askedNanos;
    private int failures;

    public Link(UserSetting setting, Behaviour behaviour) {
        this.setting = setting;
        this.behaviour = behaviour;
        this.tls = setting.tls().map(thread -> thread.user(setting.server()));
    }

    /** Opens a connection. */
    public void start() {
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

    /** Writes the bytes; returns how many they were. */
    public int write(ByteBuffer bytes) {
        return channel == null ? 0 : channel.write(bytes);
    }

    /** Closes the connection because of what came over it, and fails the trial. */
    public void refuse(String reason) {
        if (!stopped) {
            stop();
            setting.watcher().failed(reason);
        }
    }

    /** Lets go of a connection that the server has announced the end of, and opens another. */
    public void replace() {
        if (channel != null && !stopped) {
            channel.close();
            lost(true, "the server ended the response");
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
        setting.loop().schedule(nowNanos + SIP_NANOS, this::sip);
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
    }

    public void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
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
        failures = 0;
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
    public void lost(boolean stood, String reason) {
        if (stopped) {
            return;
        }
        if (leaving) {
            gone();
            return;
        }
        if (stood) {
            open = false;
            setting.meter().connections().closedByServer();
            behaviour.disconnected();
        } else {
            setting.meter().connections().failed();
        }
        if (ready) {
            reopening = true;
            long pause = FIRST_PAUSE_NANOS << Math.min(failures++, MOST_DOUBLINGS);
            setting.loop().schedule(System.nanoTime() + pause, nowNanos -> restart());
        } else {
            stopped = true;
            setting.watcher().failed(reason);
        }
    }

    private void restart() {
        if (!stopped && !paused) {
            start();
        }
    }
}
