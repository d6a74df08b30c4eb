package dev.pushbench.bench.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Where along an axis a value stands, and which values are named there. */
public sealed interface Scale {
    /** 0 at the axis' low end, 1 at its high end, never beyond. */
    double share(double value);

    /** The values that get a name and a grid line, in order. */
    List<Double> ticks();

    /**
     * Each step the same difference.
     *
     * @param high above {@code low}
     */
    record Linear(double low, double high) implements Scale {
        private static final int TICKS = 5;

        public Linear {
            if (!(low < high)) {
                throw new IllegalArgumentException("no room between " + low + " and " + high);
            }
        }

        /** From zero to a round number that holds them all. */
        public static Linear fromZero(DoubleStream values) {
            double largest = values.filter(Double::isFinite).max().orElse(1);
            double step = step(largest > 0 ? largest : 1);
            return new Linear(0, Math.ceil((largest > 0 ? largest : 1) / step - 1e-9) * step);
        }

        @Override
        public double share(double value) {
            return within((value - low) / (high - low));
        }

        @Override
        public List<Double> ticks() {
            double step = step(high - low);
            List<Double> ticks = new ArrayList<>();
            for (long index = Math.round(Math.ceil(low / step)); index * step <= high * (1 + 1e-9); index++) {
                ticks.add(index * step);
            }
            return ticks;
        }

        private static double step(double range) {
            double power = Math.pow(10, Math.floor(Math.log10(range / TICKS)));
            double digit = range / TICKS / power;
            return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
        }
    }

    /**
     * Each step the same factor, so that no outlier squashes the rest.
     *
     * @param low above 0
     * @param hasZero whether the low end is zero, a step below {@code low}
     */
    record Logarithmic(double low, double high, boolean hasZero) implements Scale {
        /** The share of the axis between zero and {@code low}. */
        private static final double STEP_TO_ZERO = 0.1;

        private static final double FEW_DECADES = 2.5;
        private static final int MOST_TICKS = 8;

        /** Values that differ by less are drawn in the middle, and not at the foot. */
        private static final double ALIKE = 1.2;

        public Logarithmic {
            if (!(low > 0 && low < high)) {
                throw new IllegalArgumentException("no room between " + low + " and " + high);
            }
        }

        /** From the power of 1, 2 or 5 below them all to the one above. Zeros get a place of their own. */
        public static Logarithmic of(DoubleStream values) {
            double[] finite = values.filter(Double::isFinite).sorted().toArray();
            OptionalDouble least =
                    DoubleStream.of(finite).filter(value -> value > 0).min();
            double smallest = least.orElse(1);
            double largest = finite.length == 0 ? 1 : Math.max(finite[finite.length - 1], smallest);
            boolean isAlike = largest <= smallest * ALIKE;
            double low = roundDown(isAlike ? smallest / 2 : smallest);
            double high = roundUp(isAlike ? largest * 1.5 : largest);
            return new Logarithmic(low, high, finite.length > 0 && finite[0] <= 0);
        }

        /** The scale between exactly these. */
        public static Logarithmic between(double low, double high) {
            return new Logarithmic(low, high, false);
        }

        @Override
        public double share(double value) {
            if (hasZero && value < low) {
                return 0;
            }
            double share = within(Math.log(value / low) / Math.log(high / low));
            return hasZero ? STEP_TO_ZERO + (1 - STEP_TO_ZERO) * share : share;
        }

        @Override
        public List<Double> ticks() {
            double decades = Math.log10(high / low);
            List<Double> ticks = new ArrayList<>();
            if (hasZero) {
                ticks.add(0.0);
            }
            int stride = (int) Math.ceil((decades + 1) / MOST_TICKS);
            for (int exponent = (int) Math.floor(Math.log10(low)); exponent <= Math.log10(high); exponent += stride) {
                for (double digit : decades < FEW_DECADES ? new double[] {1, 2, 5} : new double[] {1}) {
                    double tick = digit * Math.pow(10, exponent);
                    if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                        ticks.add(tick);
                    }
                }
            }
            return ticks;
        }

        private static double roundDown(double value) {
            double power = Math.pow(10, Math.floor(Math.log10(value)));
            double digit = value / power;
            return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
        }

        private static double roundUp(double value) {
            double power = Math.pow(10, Math.floor(Math.log10(value)));
            double digit = value / power;
            return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
        }
    }

    /** The same places, other values named: those that were measured, say. */
    record Named(Scale scale, List<Double> ticks) implements Scale {
        public Named {
            ticks = List.copyOf(ticks);
        }

        @Override
        public double share(double value) {
            return scale.share(value);
        }
    }

    private static double within(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
