package dev.pushbench.bench.ab;

import java.util.Locale;

/** Which of the two builds. */
public enum Side {
    /** What is held against. */
    BASE,
    /** What is held against it: the change. */
    HEAD;

    /** As it stands in names of files and in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Side other() {
        return this == BASE ? HEAD : BASE;
    }
}
