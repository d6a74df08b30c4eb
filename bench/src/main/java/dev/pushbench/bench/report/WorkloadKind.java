package dev.pushbench.bench.report;

import dev.pushbench.bench.result.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Under what a technique had to do its work, beside how many users and events there were. What differs in it is not compared.
 *
 * @param eventBytes as the run's files have them; empty where nothing is published
 * @param headers likewise
 * @param others what else was not as it usually is, in words: a scenario, how events come, a link, TLS, users that come and go
 */
record WorkloadKind(String eventBytes, String headers, List<String> others) {
    WorkloadKind {
        others = List.copyOf(others);
    }

    static WorkloadKind of(Row row) {
        List<String> others = new ArrayList<>();
        addUnless("broadcast", row.text("scenario"), "", "", others);
        if (!row.text("users_per_room").equals(row.text("users"))) {
            addUnless("", row.text("users_per_room"), "rooms of ", "", others);
        }
        if (row.text("arrivals").equals("poisson")) {
            others.add("Poisson arrivals");
        }
        addUnless(row.text("arrivals").equals("burst") ? "" : "1", row.text("events_at_once"), "", " at once", others);
        addUnless("", row.text("pair_gap_ms"), "pairs ", " ms apart", others);
        addUnless("", row.text("churn_per_s"), "", " users/s come and go", others);
        addUnless("", row.text("slow_readers_share"), "slow readers ", "", others);
        addUnless("", row.text("slow_read_bytes_per_s"), "at ", " B/s", others);
        addUnless("none", row.text("link"), "link ", "", others);
        addUnless("none", row.text("tls_version"), "TLS ", "", others);
        if (row.text("tls_resumption").equals("false")) {
            others.add("no resumption");
        }
        return new WorkloadKind(row.text("event_bytes"), row.text("headers"), others);
    }

    /** {@code 128 bytes, headers minimal, chat, TLS 1.3}. */
    String words() {
        String all = (eventBytes.isEmpty() ? "" : eventBytes + " bytes, ") + "headers " + headers;
        return others.isEmpty() ? all : all + ", " + String.join(", ", others);
    }

    /** A column that an older run does not have says what was usual then. */
    private static void addUnless(String usual, String text, String before, String after, List<String> others) {
        if (!text.isEmpty() && !text.equals(usual)) {
            others.add(before + text + after);
        }
    }
}
