package dev.pushbench.bench;

import java.io.PrintWriter;
import java.util.List;

/** For a terminal: one block of lines, drawn anew in its place; what stays goes above it. */
final class BlockDisplay implements ProgressDisplay {
    private final PrintWriter out;
    private List<String> block = List.of();

    BlockDisplay(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void tell(String line) {
        erase();
        out.println(line);
        draw();
    }

    @Override
    public void show(RunStatus status) {
        erase();
        block = status.block();
        draw();
    }

    @Override
    public void end() {
        erase();
        block = List.of();
        out.flush();
    }

    private void erase() {
        if (!block.isEmpty()) {
            // ECMA-48: cursor up (CUU) so many lines, and erase from there to the end of the screen (ED).
            out.print("\u001b[" + block.size() + "A\u001b[J");
        }
    }

    private void draw() {
        block.forEach(out::println);
        out.flush();
    }
}
