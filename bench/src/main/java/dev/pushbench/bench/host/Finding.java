package dev.pushbench.bench.host;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One fact of the machine, and what it means for a benchmark.
 *
 * @param value {@code unknown} where it cannot be read
 * @param remedy what to do about it, or what it means; there unless the verdict is {@link Verdict#OK}
 * @param users that it allows per process, where it limits them
 */
public record Finding(String name, String value, Verdict verdict, Optional<String> remedy, OptionalLong users) {
    /** A closed set, from harmless to hopeless. */
    public enum Verdict {
        OK,
        /** Worth knowing when figures look strange. */
        NOTE,
        /** Likely to spoil figures, or to limit them soon. */
        WARN,
        /** No run is possible. */
        FAIL;

        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Finding {
        if (remedy.isPresent() == (verdict == Verdict.OK)) {
            throw new IllegalArgumentException(
                    name + " is " + verdict.id() + (remedy.isPresent() ? " and needs no remedy" : " without a remedy"));
        }
    }

    static Finding ok(String name, String value) {
        return new Finding(name, value, Verdict.OK, Optional.empty(), OptionalLong.empty());
    }

    static Finding note(String name, String value, String remedy) {
        return new Finding(name, value, Verdict.NOTE, Optional.of(remedy), OptionalLong.empty());
    }

    static Finding warn(String name, String value, String remedy) {
        return new Finding(name, value, Verdict.WARN, Optional.of(remedy), OptionalLong.empty());
    }

    static Finding fail(String name, String value, String remedy) {
        return new Finding(name, value, Verdict.FAIL, Optional.of(remedy), OptionalLong.empty());
    }

    /** What cannot be read is never guessed. */
    static Finding unknown(String name, String source) {
        return note(name, "unknown", "cannot be read here: " + source);
    }

    /**
     * A limit, judged by how many users it leaves room for.
     *
     * @param users below 1 makes runs impossible, below a thousand is a warning, below ten thousand a note
     */
    static Finding limit(String name, String value, long users, String remedy) {
        long room = Math.max(0, users);
        Verdict verdict =
                room < 1 ? Verdict.FAIL : room < 1_000 ? Verdict.WARN : room < 10_000 ? Verdict.NOTE : Verdict.OK;
        return new Finding(
                name,
                value + ": " + Amounts.count(room) + " users",
                verdict,
                verdict == Verdict.OK ? Optional.empty() : Optional.of(remedy),
                OptionalLong.of(room));
    }
}
