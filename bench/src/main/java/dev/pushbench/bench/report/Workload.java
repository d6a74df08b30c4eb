package dev.pushbench.bench.report;

import dev.pushbench.bench.result.Row;

/**
 * What a technique had to do: cells of the same workload are compared with each other.
 *
 * @param users that read
 * @param eventsPerSecond that were published
 */
record Workload(int users, double eventsPerSecond, WorkloadKind kind) {
    static Workload of(Row row) {
        return new Workload(row.users(), row.eventsPerSecond(), WorkloadKind.of(row));
    }

    /** {@code 1,000 users, 10 events/s of 128 bytes, headers minimal}. */
    String words() {
        return usersAndRate() + " of " + kind.words();
    }

    /** {@code 1,000 users, 10 events/s}. */
    String usersAndRate() {
        return usersWords() + ", " + rateWords();
    }

    String usersWords() {
        return Digits.count(users) + (users == 1 ? " user" : " users");
    }

    String rateWords() {
        return Digits.exact(eventsPerSecond) + (eventsPerSecond == 1 ? " event/s" : " events/s");
    }

    /** Whether both differ in users and rate at most. */
    boolean isOfTheKindOf(Workload other) {
        return kind.equals(other.kind);
    }
}
