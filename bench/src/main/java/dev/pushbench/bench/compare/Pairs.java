package dev.pushbench.bench.compare;

import java.util.List;

/** Figures of one metric that were measured side by side, so that what disturbed the one disturbed the other. */
public record Pairs(List<Pair> pairs) {
    /** One of each side; neither infinite nor not a number. A pair of which one was not measured is none. */
    public record Pair(double base, double head) {
        public Pair {
            if (!Double.isFinite(base) || !Double.isFinite(head)) {
                throw new IllegalArgumentException("a pair must be of numbers: " + base + " and " + head);
            }
        }

        boolean hasRatio() {
            return (base > 0 && head > 0) || isNothingOnBothSides();
        }

        /** Of what {@link #hasRatio}. As a difference it cannot become too large for a number. */
        double logOfRatio() {
            return isNothingOnBothSides() ? 0 : Math.log(head) - Math.log(base);
        }

        private boolean isNothingOnBothSides() {
            return base == 0 && head == 0;
        }
    }

    public Pairs {
        pairs = List.copyOf(pairs);
    }

    public int size() {
        return pairs.size();
    }
}
