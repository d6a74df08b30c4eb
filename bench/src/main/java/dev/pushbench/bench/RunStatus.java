package dev.pushbench.bench;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.scenario.Trial;
import dev.pushbench.client.Load;
import java.util.List;
import java.util.Locale;

/**
 * What a run is at.
 *
 * @param trials that the run has
 * @param deliveriesPerSecond since the status before; 0 for the first of a trial
 * @param left for people
 */
record RunStatus(Trial trial, int trials, Load.Progress progress, double deliveriesPerSecond, String left) {
    /** For example {@code [2/10] sse, 100 users}. */
    static String name(Trial trial, int trials) {
        int users = trial.cell().users();
        return "[" + trial.number() + "/" + trials + "] " + trial.cell().technique() + ", " + users
                + (users == 1 ? " user" : " users");
    }

    /** All on one line. */
    String line() {
        return name(trial, trials) + ": " + progress.phase() + ", " + progress.connected() + " connected, about " + left
                + " left";
    }

    /** With what goes on at the moment, on lines of their own. */
    List<String> block() {
        return List.of(
                name(trial, trials) + "  " + trial.cell().id(),
                "  " + progress.phase() + ", " + progress.connected() + " of "
                        + trial.cell().users() + " connected, "
                        + String.format(Locale.ROOT, "%.0f deliveries/s", deliveriesPerSecond) + latency(),
                "  about " + left + " left");
    }

    private String latency() {
        return progress.recent()
                .map(recent -> ", latency p50 " + DurationText.measured(recent.p50Nanos()) + ", p99 "
                        + DurationText.measured(recent.p99Nanos()))
                .orElse("");
    }
}
