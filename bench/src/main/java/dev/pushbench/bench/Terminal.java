package dev.pushbench.bench;

import java.io.Console;
import java.util.Optional;

/** Whether whoever reads our output sees it on a terminal that can be drawn on. */
final class Terminal {
    private static final int FIRST_WITH_CONSOLE_ELSEWHERE = 22;

    private Terminal() {}

    /** False where stdin or stdout is no terminal: Java tells of both together only. */
    static boolean isThere() {
        return isThere(Optional.ofNullable(System.console()), Optional.ofNullable(System.getenv("TERM")));
    }

    private static boolean isThere(Optional<Console> console, Optional<String> kind) {
        return console.isPresent() && isTerminal(console.get()) && kind.isPresent() && canBeDrawnOn(kind.get());
    }

    static boolean canBeDrawnOn(String kind) {
        return !kind.isEmpty() && !kind.equals("dumb");
    }

    /** From JDK 22 on there is a console without a terminal too, and it tells which; before, there is none without. */
    private static boolean isTerminal(Console console) {
        if (Runtime.version().feature() < FIRST_WITH_CONSOLE_ELSEWHERE) {
            return true;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException unknown) {
            return false; // lines are right everywhere
        }
    }
}
