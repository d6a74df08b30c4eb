package dev.pushbench.bench.scenario;

import dev.pushbench.bench.input.Numbers;
import dev.pushbench.bench.input.Times;
import dev.pushbench.bench.input.UsageError;
import dev.pushbench.client.Conduct;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.Scene;
import dev.pushbench.client.pacing.Arrivals;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What was written of how users come, ask and read, held to what is allowed. Every method throws {@link UsageError}. */
final class ConductCheck {
    private static final String SPREAD = "spread";
    private static final String ALIGNED = "aligned";
    private static final String DECIMAL = "-?\\d{1,9}(\\.\\d{1,9})?";
    private static final Duration LONGEST_GAP = Duration.ofMinutes(1);
    private static final int MOST_BYTES_PER_SECOND = 1_000_000_000;

    private ConductCheck() {}

    static Point.Phasing phases(String where, String text) {
        return switch (text) {
            case SuiteCheck.AUTO -> new Point.Phasing(Optional.empty());
            case SPREAD -> new Point.Phasing(Optional.of(false));
            case ALIGNED -> new Point.Phasing(Optional.of(true));
            default ->
                throw new UsageError(
                        where, "unknown phases", text, String.join(", ", SuiteCheck.AUTO, SPREAD, ALIGNED));
        };
    }

    static Point.Gap gap(String where, String text) {
        return text.equals(SuiteCheck.AUTO)
                ? new Point.Gap(Optional.empty())
                : new Point.Gap(Optional.of(Times.within(where, text, Duration.ZERO, LONGEST_GAP)));
    }

    static OptionalDouble churn(String where, String text) {
        if (text.equals(SuiteCheck.AUTO)) {
            return OptionalDouble.empty();
        }
        String allowed = "0 to " + (int) Conduct.MOST_CHURN_PER_SECOND + ", or " + SuiteCheck.AUTO;
        if (!text.matches(DECIMAL)) {
            throw new UsageError(where, "not a number", text, allowed);
        }
        double perSecond = Double.parseDouble(text);
        if (perSecond < 0 || perSecond > Conduct.MOST_CHURN_PER_SECOND) {
            throw new UsageError(where, perSecond < 0 ? "too small" : "too large", text, allowed);
        }
        return OptionalDouble.of(perSecond);
    }

    /** A number from 0 to 1, or a percentage. */
    static OptionalDouble share(String where, String text) {
        if (text.equals(SuiteCheck.AUTO)) {
            return OptionalDouble.empty();
        }
        String allowed = "0 to 1, or 0% to 100%, or " + SuiteCheck.AUTO;
        boolean isPercentage = text.endsWith("%");
        String digits = isPercentage ? text.substring(0, text.length() - 1) : text;
        if (!digits.matches(DECIMAL)) {
            throw new UsageError(where, "not a share", text, allowed);
        }
        double share = isPercentage ? Double.parseDouble(digits) / 100 : Double.parseDouble(digits);
        if (share < 0 || share > 1) {
            throw new UsageError(where, share < 0 ? "too small" : "too large", text, allowed);
        }
        return OptionalDouble.of(share);
    }

    static OptionalInt bytesPerSecond(String where, String text) {
        return text.equals(SuiteCheck.AUTO)
                ? OptionalInt.empty()
                : OptionalInt.of(Numbers.whole(
                        where,
                        text,
                        0,
                        MOST_BYTES_PER_SECOND,
                        "0 to " + MOST_BYTES_PER_SECOND + ", or " + SuiteCheck.AUTO));
    }

    /** Holds what befalls users to how many they are, to the events, and to the rest of their scene. */
    static void requireFitting(Settings settings, Dimensions dimensions) {
        if (dimensions.pointCount().compareTo(BigInteger.valueOf(SuiteCheck.MOST_TRIALS)) > 0) {
            return; // which is refused for that
        }
        for (Point point : dimensions.shapes()) {
            Scene scene = point.scene();
            Conduct conduct = scene.conduct();
            if (conduct.needsOnePair()) {
                requireOneRoom(settings, scene);
                requireOneThingAtATime(settings, scene);
            }
            if (conduct.restart() && point.isSecure()) {
                throw mistake(
                        settings,
                        SuiteKey.TLS,
                        "a server that is started again has another certificate, which its users do not trust",
                        "none, where there is a restart");
            }
            for (int users : dimensions.users()) {
                requireFittingUsers(settings, conduct, users);
            }
            for (double rate : dimensions.eventsPerSecond()) {
                requireFittingGap(settings, conduct, rate);
            }
        }
    }

    private static void requireOneRoom(Settings settings, Scene scene) {
        boolean isBroadcast = scene.usersPerRoom() == 0
                && scene.sender() == Scene.Sender.PUBLISHER
                && scene.arrivals().pattern() != Arrivals.Pattern.NONE;
        if (!isBroadcast) {
            throw mistake(
                    settings,
                    SuiteKey.SCENARIO,
                    "herds, churn, slow readers and restarts are of one room that one publisher fills",
                    "with users_per_room auto, and none of them of notify, chat or idle");
        }
    }

    private static void requireOneThingAtATime(Settings settings, Scene scene) {
        Conduct conduct = scene.conduct();
        int things = (conduct.inPairs() ? 1 : 0)
                + (conduct.hasChurn() ? 1 : 0)
                + (conduct.slow().share() > 0 ? 1 : 0)
                + (conduct.restart() ? 1 : 0);
        if (things > 1) {
            throw mistake(
                    settings,
                    SuiteKey.SCENARIO,
                    "more than one thing befalls the users of " + scene.name(),
                    "one of pair_gap, churn, slow_readers and restart; the others 0 or auto");
        }
        if (conduct.inPairs() && scene.arrivals().pattern() != Arrivals.Pattern.CONSTANT) {
            throw mistake(settings, SuiteKey.ARRIVALS, "events in pairs have a pattern of their own", SuiteCheck.AUTO);
        }
    }

    private static void requireFittingUsers(Settings settings, Conduct conduct, int users) {
        if (conduct.churnPerSecond() > users) {
            throw mistake(
                    settings,
                    SuiteKey.CHURN,
                    "more users would leave in a second than there are (" + users + ")",
                    "at most " + users + ", each user once a second");
        }
        int slow = conduct.slow().users(users);
        if (conduct.slow().share() > 0 && (slow == 0 || slow == users)) {
            throw mistake(
                    settings,
                    SuiteKey.SLOW_READERS,
                    slow + " of " + users + " users would be slow",
                    "a share by which some are, and some are not");
        }
    }

    private static void requireFittingGap(Settings settings, Conduct conduct, double rate) {
        Duration distance = Duration.ofNanos((long) (2e9 / Math.min(rate, LoadPlan.Publishing.MOST_EVENTS_PER_SECOND)));
        if (conduct.inPairs() && conduct.pairGap().compareTo(distance) >= 0) {
            throw mistake(
                    settings,
                    SuiteKey.PAIR_GAP,
                    "the next pair would be due before the second of a pair",
                    "below " + distance.toMillis() + "ms, 2 / --rate");
        }
    }

    private static UsageError mistake(Settings settings, SuiteKey key, String what, String allowed) {
        Setting setting = settings.of(key);
        return new UsageError(setting.place().words(), what, setting.given(), allowed);
    }
}
