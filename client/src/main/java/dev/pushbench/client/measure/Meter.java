package dev.pushbench.client.measure;

import dev.pushbench.protocol.EventFormat;
import dev.pushbench.protocol.EventTail;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the users of one event loop count and time. Written by that loop's thread only. From another thread may be read:
 * {@link #deliveries}, {@link #connections}, {@link #requests}, and what {@link #intervals} hands out.
 */
public final class Meter {
    /** Of all histograms of durations. */
    public static final int SIGNIFICANT_DIGITS = 3;

    private static final int MOST_FLIGHTS = 50;
    private static final int NO_WITNESS = -1;

    /** What is longer counts as this. */
    static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final PublishTimes publishTimes;
    private final EventTail tail;
    private final int witness;
    private final Flight[] flights = new Flight[MOST_FLIGHTS];
    private int flightCount;
    private final DeliveryLedger deliveries = new DeliveryLedger();
    private final DeliveryLedger slowDeliveries = new DeliveryLedger();
    private final LifeLedger life = new LifeLedger();
    private final ConnectionLedger connections = new ConnectionLedger();
    private final WireLedger down = new WireLedger();
    private final WireLedger up = new WireLedger();
    private final Tally requests = new Tally();
    private final Tally emptyAnswers = new Tally();
    private final Tally openings = new Tally();
    private final IntervalRecorder intervals = new IntervalRecorder(this::amounts, this::openConnections);
    private final Histogram serviceLatency = histogram();
    private final Rehearsal rehearsal = new Rehearsal();
    private Optional<MeasuredWindows> windows = Optional.empty();
    private @Nullable EventLatencies eventLatencies;
    private final SingleWriterRecorder connectTime = recorder();
    private final SingleWriterRecorder rearmGap = recorder();
    private final SingleWriterRecorder publishDelay = recorder();
    private final SingleWriterRecorder acknowledgement = recorder();
    private final WireLedger upstreamUp = new WireLedger();
    private final WireLedger upstreamDown = new WireLedger();
    private final Tally said = new Tally();
    private final Tally posted = new Tally();
    private final Tally acknowledged = new Tally();
    private final SingleWriterRecorder tlsHandshakeTime = recorder();
    private long tlsHandshakeBytes;
    private long tlsResumed;
    private long reads;
    private long writes;
    private long repliesWritten;
    private boolean reading;
    private boolean watchesHerd;
    /** Where users publish: a room's events have no order in which their slots could be known before. */
    private @Nullable UserEvents userEvents;

    private long nowNanos;

    /**
     * A meter that keeps no event by itself.
     *
     * @param publishTimes of the events that arrive
     * @param tail how their texts end
     */
    public Meter(PublishTimes publishTimes, EventTail tail) {
        this(publishTimes, tail, NO_WITNESS);
    }

    /**
     * @param publishTimes of the events that arrive
     * @param tail how their texts end
     * @param witness number, from 0 in the order in which they were made, of the user whose first events of the window are
     *     kept one by one
     */
    public Meter(PublishTimes publishTimes, EventTail tail, int witness) {
        this.publishTimes = publishTimes;
        this.tail = tail;
        this.witness = witness;
    }

    /**
     * Where the latency of an event goes that is due in no window: recorded by the same steps, so that these are compiled before the first
     * window begins, and then dropped.
     */
    private static final class Rehearsal {
        final Histogram latency = histogram();
        final Histogram serviceLatency = histogram();
        final EventLatencies byEvent = new EventLatencies(MeasuredWindows.one(0, 1, 1));
    }

    /** Arrivals of events due in these windows are going to be measured. Once, before the first begins; on the loop's thread only. */
    public void measure(MeasuredWindows scheduled) {
        windows = Optional.of(scheduled);
        eventLatencies = scheduled.events() == 0 ? null : new EventLatencies(scheduled);
        intervals.schedule(scheduled);
        deliveries.measure(scheduled);
        life.measure(scheduled);
    }

    /** It is that instant now: intervals of the windows that are over by then are cut. On the loop's thread only. */
    public void pass(long nowNanos) {
        intervals.pass(nowNanos);
    }

    /** When {@link #pass} is due next; {@link Long#MAX_VALUE} where it is not. On the loop's thread only. */
    public long nextBoundaryNanos() {
        return intervals.boundaryNanos();
    }

    /** The trial is over: the interval at hand ends. On the loop's thread only. */
    public void endIntervals(long nowNanos) {
        intervals.end(nowNanos);
    }

    /** The intervals of the windows, for the thread that keeps them. */
    public IntervalRecorder intervals() {
        return intervals;
    }

    /** Latencies of the windows by event. On the loop's thread, or when that has ended. */
    public List<EventCluster> eventLatencies() {
        return eventLatencies == null ? List.of() : eventLatencies.clusters();
    }

    private Second.Amounts amounts() {
        return new Second.Amounts(
                deliveries.arrivals() + slowDeliveries.arrivals(),
                traffic(),
                connections.counts().opened());
    }

    private long openConnections() {
        return connections.counts().open();
    }

    /** A recorder of nanoseconds, from 1 ns to an hour, exact to 3 digits. */
    public static SingleWriterRecorder recorder() {
        return new SingleWriterRecorder(1, LONGEST_NANOS, SIGNIFICANT_DIGITS);
    }

    private static Histogram histogram() {
        return new Histogram(SIGNIFICANT_DIGITS); // grows with the longest duration, a few times
    }

    private static long clamped(long nanos) {
        return Math.max(0, Math.min(nanos, LONGEST_NANOS));
    }

    /** Records a duration; one below zero counts as 0, one above an hour as an hour, and neither is dropped. */
    public static void record(SingleWriterRecorder recorder, long nanos) {
        recorder.recordValue(clamped(nanos));
    }

    /** A read off a socket is being taken apart. */
    public void beginRead(long atNanos) {
        intervals.pass(atNanos);
        nowNanos = atNanos;
        reads++;
        reading = true;
    }

    public void endRead() {
        reading = false;
    }

    /** The end of a connection was read off its socket: no read of bytes, but what it completes came at that instant. */
    public void endOfInput(long atNanos) {
        nowNanos = atNanos;
    }

    /** When the read at hand was read off the socket, or the last one if there is none. */
    public long readNanos() {
        return nowNanos;
    }

    /** From now on users publish; on the loop's thread, or before it has any user. */
    public void usersPublish(UserEvents events) {
        userEvents = events;
    }

    /** How the text of every event of the trial ends. */
    public EventTail tail() {
        return tail;
    }

    /**
     * An event came to a user in the read at hand. When it was due and sent is taken from the {@link PublishTimes}, never from the event.
     *
     * @param text has the numbers of the event
     * @param endsAsPublished whether what follows the numbers is what was published
     */
    public void delivered(UserLedger user, ByteBuffer text, int start, boolean endsAsPublished) {
        if (user.isBetweenLogs()) {
            enterLog(user);
        }
        long seq = user.number(EventFormat.seq(text, start));
        long toldDueNanos = EventFormat.dueNanos(text, start);
        long slot = slot(user, seq, toldDueNanos);
        long sentNanos = publishTimes.sentNanos(slot);
        if (sentNanos == 0) {
            user.unpublished();
            return;
        }
        long dueNanos = publishTimes.dueNanos(slot);
        if (toldDueNanos != dueNanos || !endsAsPublished) {
            countDeviation(user, toldDueNanos != dueNanos, endsAsPublished);
        }
        if (watchesHerd && seq > deliveries.newest()) {
            life.eventCame(seq, sentNanos);
        }
        UserLedger.Arrival arrival = user.received(seq, dueNanos);
        if (arrival != UserLedger.Arrival.REPEATED) {
            arrived(user, seq, dueNanos, sentNanos, arrival == UserLedger.Arrival.MEASURED);
        }
    }

    private void arrived(UserLedger user, long seq, long dueNanos, long sentNanos, boolean measured) {
        time(dueNanos, sentNanos, measured);
        if (!measured) {
            return;
        }
        user.took(nowNanos - dueNanos);
        if (watchesHerd) {
            life.took(seq, nowNanos - dueNanos);
        }
        if (user.number() == witness && flightCount < MOST_FLIGHTS) {
            keepFlight(seq, dueNanos, sentNanos);
        }
    }

    /** The same steps for what is measured and for what is not, or the first window would be timed by code that is not compiled yet. */
    private void time(long dueNanos, long sentNanos, boolean measured) {
        long latencyNanos = clamped(nowNanos - dueNanos);
        EventLatencies byEvent = measured && eventLatencies != null ? eventLatencies : rehearsal.byEvent;
        Histogram latency = measured ? intervals.latency() : rehearsal.latency;
        Histogram service = measured ? serviceLatency : rehearsal.serviceLatency;
        latency.recordValue(latencyNanos);
        byEvent.record(dueNanos, latencyNanos);
        service.recordValue(clamped(nowNanos - sentNanos));
    }

    private long slot(UserLedger user, long seq, long toldDueNanos) {
        return userEvents == null ? user.room().slot(seq) : userEvents.slot(user.room(), seq, toldDueNanos, nowNanos);
    }

    private boolean isPublished(UserLedger user, long seq) {
        return userEvents == null
                ? publishTimes.sentNanos(user.room().slot(seq)) != 0
                : userEvents.isPublished(user.room(), seq, nowNanos);
    }

    /** Where users publish, the due instant is all that says which event it is: with another one, it is not what was published. */
    private void countDeviation(UserLedger user, boolean isDueRewritten, boolean endsAsPublished) {
        if (isDueRewritten) {
            user.dueRewritten();
        }
        if (!endsAsPublished || (isDueRewritten && userEvents != null)) {
            user.altered();
        }
    }

    /** A user hears for the first time which log it reads. */
    public void beginLog(UserLedger user) {
        user.enterLog(publishTimes.eventsBefore());
    }

    private void enterLog(UserLedger user) {
        user.enterLog(publishTimes.eventsBefore());
        life.receivesAgain(nowNanos);
    }

    /** A user was told in the read at hand of events that it missed. A notice of events that were never published changes nothing. */
    public void gap(UserLedger user, ByteBuffer text, int start) {
        if (user.isBetweenLogs()) {
            enterLog(user);
        }
        long firstRetained = user.number(EventFormat.gapFirst(text, start));
        long lastMissed = firstRetained - 1;
        if (lastMissed > user.cursor() && !isPublished(user, lastMissed)) {
            user.unpublished();
            return;
        }
        user.gap(firstRetained, EventFormat.gapMissed(text, start));
    }

    /** The user asks for nothing more: of a log that it has heard of, but has got nothing of, it knows no more than that. */
    public void finish(UserLedger user, long lastSeq) {
        if (user.isBetweenLogs()) {
            user.enterLog(publishTimes.eventsBefore());
        }
        user.finish(lastSeq);
    }

    private void keepFlight(long seq, long dueNanos, long sentNanos) {
        long startNanos = windows.map(MeasuredWindows::startNanos).orElse(0L);
        flights[flightCount++] = new Flight(seq, dueNanos - startNanos, sentNanos - startNanos, nowNanos - startNanos);
    }

    /** The first events of the window on their way to one user. To be read when the loop has ended, or does nothing. */
    public List<Flight> flights() {
        return List.of(Arrays.copyOf(flights, flightCount));
    }

    /** Bytes were read off a socket, as part of the read at hand. */
    public void read(ByteClass byteClass, long bytes) {
        down.add(byteClass, bytes);
    }

    /** Bytes were written to a socket, in one write. */
    public void written(ByteClass byteClass, long bytes) {
        up.add(byteClass, bytes);
        writes++;
        if (reading) {
            repliesWritten++;
        }
    }

    /**
     * A user is about to publish.
     *
     * @param event its number among all of the trial, from 0
     */
    public void publishing(long event, long dueNanos, long atNanos) {
        publishTimes.publishing(UserEvents.slot(event), dueNanos, atNanos);
    }

    /** A user published by a request: this was its head, and its body. */
    public void posted(long nowNanos, long dueNanos, long headBytes, long bodyBytes) {
        posted.add(1);
        said(nowNanos, dueNanos, ByteClass.HEAD, headBytes, bodyBytes);
    }

    /** A user published by a frame: this was its header, and its payload. */
    public void framed(long nowNanos, long dueNanos, long headerBytes, long payloadBytes) {
        said(nowNanos, dueNanos, ByteClass.FRAMING, headerBytes, payloadBytes);
    }

    private void said(long nowNanos, long dueNanos, ByteClass wrapping, long wrappingBytes, long payloadBytes) {
        up.add(wrapping, wrappingBytes);
        upstreamUp.add(wrapping, wrappingBytes);
        upstreamUp.add(ByteClass.PAYLOAD, payloadBytes);
        written(ByteClass.PAYLOAD, payloadBytes);
        if (deliveries.isInWindow(dueNanos)) {
            record(publishDelay, nowNanos - dueNanos);
        }
        said.add(1);
    }

    /** Bytes of the answer to a publication were read, as part of the read at hand. */
    public void readAnswer(ByteClass byteClass, long bytes) {
        down.add(byteClass, bytes);
        upstreamDown.add(byteClass, bytes);
    }

    /** A publication was answered in the read at hand. */
    public void acknowledged(long sentNanos, long dueNanos) {
        if (deliveries.isInWindow(dueNanos)) {
            record(acknowledgement, nowNanos - sentNanos);
        }
        acknowledged.add(1);
    }

    /** Events that users have written so far. From any thread. */
    public long said() {
        return said.count();
    }

    /** Those of them that the server has answered. From any thread. */
    public long acknowledged() {
        return acknowledged.count();
    }

    /** Ciphers were read off a socket, and these many plain bytes came out of them. */
    public void unwrapped(long cipherBytes, long plainBytes) {
        down.addTls(cipherBytes, plainBytes);
    }

    /** Ciphers were written to a socket, and these many plain bytes put in. */
    public void wrapped(long cipherBytes, long plainBytes) {
        up.addTls(cipherBytes, plainBytes);
    }

    /** A handshake of TLS is over, after that time and so many bytes both ways. */
    public void shaken(long nanos, long bytes, boolean resumed) {
        record(tlsHandshakeTime, nanos);
        tlsHandshakeBytes += bytes;
        tlsResumed += resumed ? 1 : 0;
    }

    /** A poll was written. */
    public void requested() {
        requests.add(1);
        watchRequest();
    }

    /** A request was written that opens a stream or a WebSocket. */
    public void openingRequested() {
        openings.add(1);
        watchRequest();
    }

    private void watchRequest() {
        if (watchesHerd) {
            life.requested(System.nanoTime());
        }
    }

    public void answeredEmpty() {
        emptyAnswers.add(1);
    }

    /** A connection stands that was asked for at that instant. */
    public void connectedSince(long askedNanos) {
        record(connectTime, System.nanoTime() - askedNanos);
    }

    /**
     * The request that follows the answer to a long poll has just been written.
     *
     * @param answeredNanos {@link #readNanos} of that answer
     */
    public void rearmed(long answeredNanos) {
        if (intervals.isOpen()) {
            record(rearmGap, System.nanoTime() - answeredNanos);
        }
    }

    public DeliveryLedger deliveries() {
        return deliveries;
    }

    /** What arrives at users that read slowly on purpose: no latency of theirs is kept. */
    public DeliveryLedger slowDeliveries() {
        return slowDeliveries;
    }

    /** What arrived at all users, fast and slow. */
    public Deliveries deliveriesOfAll() {
        return deliveries.totals().plus(slowDeliveries.totalsOfSlow());
    }

    /** What befalls users beside events. */
    public LifeLedger life() {
        return life;
    }

    /** From now on it is counted what an event makes users ask: that costs a look at the clock for each request. */
    public void watchHerd() {
        watchesHerd = true;
    }

    public ConnectionLedger connections() {
        return connections;
    }

    public long requests() {
        return requests.count();
    }

    /** Bytes both ways so far. On the loop's thread only. */
    public Traffic traffic() {
        return new Traffic(
                up.bytes(),
                down.bytes(),
                requests.count(),
                openings.count(),
                emptyAnswers.count(),
                writes,
                reads,
                repliesWritten,
                new Upstream(
                        upstreamUp.bytes(), upstreamDown.bytes(), said.count(), posted.count(), acknowledged.count()));
    }

    /** The latencies of the interval at hand, in a histogram that is the caller's. On the loop's thread only. */
    public Histogram latencyOfInterval() {
        return intervals.latency().copy();
    }

    /** Handshakes of TLS. To be called once, at the end. */
    public TlsHandshakes tlsHandshakes() {
        return new TlsHandshakes(tlsHandshakeTime.getIntervalHistogram(), tlsHandshakeBytes, tlsResumed);
    }

    /**
     * All durations. To be called once, at the end.
     *
     * @param latency of all intervals together
     * @param publishDelay of events that others published
     */
    public Latencies latencies(Histogram latency, Histogram publishDelay) {
        Histogram allPublishDelay = this.publishDelay.getIntervalHistogram();
        allPublishDelay.add(publishDelay);
        long worst = deliveries.worstUserMeanNanos();
        return new Latencies(
                latency,
                serviceLatency.copy(),
                allPublishDelay,
                connectTime.getIntervalHistogram(),
                rearmGap.getIntervalHistogram(),
                worst == 0 ? OptionalLong.empty() : OptionalLong.of(worst),
                acknowledgement.getIntervalHistogram());
    }
}
