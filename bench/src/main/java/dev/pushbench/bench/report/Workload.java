package dev.pushbench.bench.report;

import dev.pushbench.bench.result.Row;

/**
 * What a technique had to do: cells of the same workload are compared with each other.
 *
 * @param users that read
 * @param eventsPerSecond that were published
 * @param eventBytes and
 * @param headers as the run's files have them
 * @param link likewise; empty where there is none
 */
record Workload(int users, double eventsPerSecond, String eventBytes, String headers, String link) {
    static Workload of(Row row) {
        return new Workload(
                row.users(),
                row.eventsPerSecond(),
                row.text("event_bytes"),
                row.text("headers"),
                row.text("link").equals("none") ? "" : row.text("link"));
    }

    /** {@code 1,000 users, 10 events/s of 128 bytes, headers minimal}. */
    String words() {
        return usersAndRate() + " of " + eventBytes + " bytes, headers " + headers
                + (link.isEmpty() ? "" : ", link " + link);
    }

    /** {@code 1,000 users, 10 events/s}. */
    String usersAndRate() {
        return usersWords() + ", " + rateWords();
    }

    String usersWords() {
        return Digits.count(users) + (users == 1 ? " user" : " users");
    }

    String rateWords() {
        return Digits.tick(eventsPerSecond) + (eventsPerSecond == 1 ? " event/s" : " events/s");
    }

    /** Whether both differ in users and rate at most. */
    boolean isOfTheKindOf(Workload other) {
        return eventBytes.equals(other.eventBytes) && headers.equals(other.headers) && link.equals(other.link);
    }
}
