package dev.pushbench.bench;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.link.LinkProfile;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.bench.scenario.Serving;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.bench.text.TextTable;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.Scene;
import dev.pushbench.client.pacing.Arrivals;
import dev.pushbench.protocol.Technique;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a cell is, for people: named and written as in a suite's file, empty where it means nothing to the technique. */
enum TrialColumn {
    TRIAL,
    TECHNIQUE,
    USERS,
    RATE,
    EVENT_BYTES,
    POLL_INTERVAL,
    LONG_POLL_WAIT,
    HEADERS,
    KEEP_ALIVE,
    FRAMES,
    SUBPROTOCOL,
    SCENARIO,
    USERS_PER_ROOM,
    ARRIVALS,
    BURST,
    POLL_PHASES,
    PAIR_GAP,
    CHURN,
    SLOW_READERS,
    SLOW_READ,
    LINK,
    TLS,
    TLS_RESUMPTION,
    HEARTBEAT,
    COALESCE,
    FORK;

    private static final Set<TrialColumn> SELDOM = EnumSet.range(FRAMES, COALESCE);

    /** All, but none that only says of every trial what is usual. */
    static List<TrialColumn> worthTelling(List<Trial> trials) {
        return Arrays.stream(values())
                .filter(column -> !SELDOM.contains(column)
                        || trials.stream().anyMatch(trial -> column.value(trial).isPresent()))
                .toList();
    }

    /** Technique and users, and whatever else tells these cells apart. */
    static List<TrialColumn> telling(List<Trial> trials) {
        return Arrays.stream(values())
                .filter(column -> column == TECHNIQUE || column == USERS || (column != TRIAL && column.varies(trials)))
                .toList();
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    Optional<Object> value(Trial trial) {
        Cell cell = trial.cell();
        return switch (this) {
            case TRIAL -> Optional.of(trial.number());
            case TECHNIQUE -> Optional.of(cell.technique().id());
            case USERS -> Optional.of(cell.users());
            case RATE -> Optional.of(plain(cell.publishing().eventsPerSecond()));
            case EVENT_BYTES -> Optional.of(cell.publishing().eventBytes());
            case POLL_INTERVAL ->
                cell.technique() == Technique.POLLING
                        ? Optional.of(DurationText.text(cell.reading().pollInterval()))
                        : Optional.empty();
            case LONG_POLL_WAIT ->
                cell.technique() == Technique.LONG_POLLING
                        ? Optional.of(DurationText.text(cell.reading().longPollWait()))
                        : Optional.empty();
            case HEADERS -> Optional.of(cell.requests().headers().name());
            case KEEP_ALIVE ->
                cell.technique().isPush()
                        ? Optional.empty()
                        : Optional.of(cell.requests().keepAlive());
            case FRAMES ->
                Optional.of(cell.requests())
                        .filter(requests -> requests.subprotocol().isPresent())
                        .map(requests -> requests.frames().name().toLowerCase(Locale.ROOT));
            case SUBPROTOCOL -> cell.requests().subprotocol().map(offered -> "offered");
            case SCENARIO ->
                Optional.of(cell.scene().name())
                        .filter(name -> !name.equals(Scene.BROADCAST.name()))
                        .map(name -> name);
            case USERS_PER_ROOM ->
                Optional.of(cell.scene().usersPerRoom())
                        .filter(count -> count > 0)
                        .map(count -> count);
            case ARRIVALS ->
                Optional.of(cell.scene().arrivals().pattern())
                        .filter(pattern -> pattern != Arrivals.Pattern.CONSTANT)
                        .map(Arrivals.Pattern::id);
            case BURST ->
                Optional.of(cell.scene().arrivals())
                        .filter(arrivals -> arrivals.pattern() == Arrivals.Pattern.BURST)
                        .map(Arrivals::atOnce);
            case POLL_PHASES -> of(cell, Conduct::pollsAligned, conduct -> "aligned");
            case PAIR_GAP -> of(cell, Conduct::inPairs, conduct -> DurationText.text(conduct.pairGap()));
            case CHURN -> of(cell, Conduct::hasChurn, conduct -> plain(conduct.churnPerSecond()));
            case SLOW_READERS ->
                of(cell, TrialColumn::hasSlow, conduct -> plain(conduct.slow().share()));
            case SLOW_READ ->
                of(cell, TrialColumn::hasSlow, conduct -> conduct.slow().bytesPerSecond());
            case LINK -> cell.link().map(LinkProfile::name);
            case TLS -> cell.tls().map(tls -> tls.version().id());
            case TLS_RESUMPTION -> cell.tls().map(LoadPlan.Tls::resumption);
            case HEARTBEAT ->
                Optional.of(cell.serving().heartbeat())
                        .filter(heartbeat -> !heartbeat.equals(Serving.USUAL.heartbeat()))
                        .map(heartbeat -> heartbeat.isZero() ? "none" : DurationText.text(heartbeat));
            case COALESCE ->
                Optional.of(cell.serving().coalescing())
                        .filter(window -> !window.isZero())
                        .map(DurationText::text);
            case FORK -> Optional.of(trial.fork());
        };
    }

    private static Optional<Object> of(Cell cell, Predicate<Conduct> isAsked, Function<Conduct, Object> value) {
        return Optional.of(cell.scene().conduct()).filter(isAsked).map(value);
    }

    private static boolean hasSlow(Conduct conduct) {
        return conduct.slow().share() > 0;
    }

    String text(Trial trial) {
        return value(trial).map(Object::toString).orElse(TextTable.NOT_MEASURED);
    }

    private boolean varies(List<Trial> trials) {
        boolean emptyIsAValueToo = SELDOM.contains(this); // of a technique that it means nothing to it is none
        return trials.stream()
                        .map(this::value)
                        .filter(value -> emptyIsAValueToo || value.isPresent())
                        .distinct()
                        .count()
                > 1;
    }

    static BigDecimal plain(double number) {
        return new BigDecimal(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
    }
}
