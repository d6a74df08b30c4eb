package dev.pushbench.bench.capacity;

import java.util.OptionalDouble;

/**
 * What a search found.
 *
 * @param amount the highest step that was met and stands; empty where there is none
 * @param isConfirmed whether it was met a second time, in a measurement of its own
 * @param missedAt the lowest step above it that was missed; empty where none was
 * @param why what was missed there, or why no higher step could be judged
 * @param steps that were measured, each as often as it was
 */
public record Finding(
        Outcome outcome, OptionalDouble amount, boolean isConfirmed, OptionalDouble missedAt, String why, int steps) {

    /** A closed set. */
    public enum Outcome {
        /** Met up to the amount, missed above it. */
        KNEE("knee"),
        /** Met up to the amount; what is above it could not be judged, or was not asked for. */
        AT_LEAST("at least"),
        /** The first step was missed already. */
        BELOW("below"),
        /** Nothing could be judged. */
        NONE("no answer");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** As it stands in files and tables. */
        public String words() {
            return words;
        }
    }

    /** Whether it says something of the server. */
    public boolean isAnswer() {
        return outcome != Outcome.NONE;
    }
}
