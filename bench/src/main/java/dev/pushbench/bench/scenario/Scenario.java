package dev.pushbench.bench.scenario;

import dev.pushbench.client.LoadPlan;
import dev.pushbench.protocol.Limits;
import dev.pushbench.protocol.Technique;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run compares: every technique with every number of users, all else equal.
 *
 * @param techniques in the order they are measured
 * @param users in the order they are measured
 */
public record Scenario(
        List<Technique> techniques,
        List<Integer> users,
        LoadPlan.Publishing publishing,
        LoadPlan.Reading reading,
        LoadPlan.Requests requests,
        Phases phases) {
    /** What is run where nothing else is asked for. */
    public static final Scenario DEFAULT = new Scenario(
            List.of(Technique.values()),
            List.of(100, 1000),
            new LoadPlan.Publishing(10, Limits.DEFAULT_EVENT_BYTES),
            new LoadPlan.Reading(Duration.ofMillis(500), Limits.DEFAULT_WAIT),
            LoadPlan.Requests.MINIMAL,
            new Phases(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(8)));

    public Scenario {
        techniques = List.copyOf(techniques);
        users = List.copyOf(users);
    }

    /** The cells, techniques of one number of users side by side, so that what is compared is measured close in time. */
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (int userCount : users) {
            for (Technique technique : techniques) {
                cells.add(new Cell(cells.size() + 1, technique, userCount, publishing, reading, requests, phases));
            }
        }
        return List.copyOf(cells);
    }

    /** The name that says which runs can be held against each other. */
    public Suite suite() {
        return equals(DEFAULT) ? Suite.DEFAULT : Suite.CUSTOM;
    }
}
