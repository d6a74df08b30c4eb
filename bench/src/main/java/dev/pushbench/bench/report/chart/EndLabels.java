package dev.pushbench.bench.report.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Places for names beside the ends of lines, where ends may meet but names may not. */
final class EndLabels {
    private EndLabels() {}

    /**
     * The heights nearest to those wanted of which none is closer than {@code gap} to another.
     *
     * <p>Labels that collide become a block that is centred on what its members want; blocks that then collide are
     * joined.
     *
     * @param wanted in any order
     * @param low least height that is allowed, unless there are more labels than fit
     */
    static List<Double> apart(List<Double> wanted, double gap, double low, double high) {
        List<Integer> order = IntStream.range(0, wanted.size())
                .boxed()
                .sorted(Comparator.comparingDouble(wanted::get))
                .toList();
        List<Block> blocks = new ArrayList<>();
        for (int index : order) {
            Block block = new Block(1, wanted.get(index));
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).overlaps(block, gap, low, high)) {
                block = blocks.remove(blocks.size() - 1).with(block);
            }
            blocks.add(block);
        }
        List<Double> places = new ArrayList<>(Collections.nCopies(wanted.size(), 0.0));
        int next = 0;
        for (Block block : blocks) {
            for (int member = 0; member < block.size; member++) {
                places.set(order.get(next), block.top(gap, low, high) + member * gap);
                next++;
            }
        }
        return places;
    }

    private record Block(int size, double wantedMean) {
        double top(double gap, double low, double high) {
            double length = (size - 1) * gap;
            return Math.max(low, Math.min(high - length, wantedMean - length / 2));
        }

        boolean overlaps(Block below, double gap, double low, double high) {
            return top(gap, low, high) + size * gap > below.top(gap, low, high);
        }

        Block with(Block other) {
            int both = size + other.size;
            return new Block(both, (wantedMean * size + other.wantedMean * other.size) / both);
        }
    }
}
