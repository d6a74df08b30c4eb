package dev.pushbench.bench.ab;

import java.util.ArrayList;
import java.util.List;

/**
 * Trials of one build, one after the other, before it is the other's turn.
 *
 * @param trials of each cell, at least 1
 */
record Turn(Side side, int trials) {
    /**
     * The turns that measure so many pairs in the order ABBA ABBA …: whatever drifts evenly falls on both builds alike. Two neighbours of
     * the same build are one turn, which saves the start of a process; but each build's first trial is a turn of its own, for it may leave
     * something to those after it.
     *
     * @param pairs at least 1
     */
    static List<Turn> of(int pairs) {
        List<Turn> turns = new ArrayList<>();
        Side side = Side.BASE;
        turns.add(new Turn(side, 1));
        for (int pair = 1; pair <= pairs; pair++) {
            side = side.other();
            if (pair == 1 && pairs > 1) {
                turns.add(new Turn(side, 1));
                turns.add(new Turn(side, 1));
            } else {
                turns.add(new Turn(side, pair < pairs ? 2 : 1));
            }
        }
        return List.copyOf(turns);
    }
}
