package dev.pushbench.bench.claim;

import java.util.List;

/** Whether something is so, as far as measurements that may be a little off can tell. */
enum Told {
    YES,
    NO,
    UNSURE;

    static Told of(boolean isSo) {
        return isSo ? YES : NO;
    }

    /** Whether all of them are so: one that is not is enough for no. */
    static Told all(List<Told> each) {
        if (each.contains(NO)) {
            return NO;
        }
        return each.contains(UNSURE) ? UNSURE : YES;
    }
}
