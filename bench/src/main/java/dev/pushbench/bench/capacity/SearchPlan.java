package dev.pushbench.bench.capacity;

/** What is searched: the highest step of the ladder at which the service level is met. */
public record SearchPlan(Over over, Ladder ladder, Slo slo) {
    /** For example {@code 40, 80, 160, 320 events/s}. */
    public String climb() {
        StringBuilder steps = new StringBuilder();
        for (double amount : ladder.climb()) {
            steps.append(steps.isEmpty() ? "" : ", ").append(Ladder.text(amount));
        }
        return steps.append(' ').append(over.unit()).toString();
    }

    /** An amount in words, like {@code 320 events/s}. */
    public String words(double amount) {
        return Ladder.text(amount) + " " + over.unit();
    }
}
