package dev.pushbench.bench;

import dev.pushbench.bench.input.DurationText;
import dev.pushbench.bench.result.CellResult;
import dev.pushbench.bench.result.Validity;
import dev.pushbench.bench.scenario.Cell;
import dev.pushbench.client.Load;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells on stderr what a run is at: one line for each phase of each cell. */
final class RunProgress {
    private final PrintWriter err;
    private final LongSupplier nanoClock;
    private final List<Cell> cells;
    private long cellStartNanos;

    RunProgress(PrintWriter err, LongSupplier nanoClock, List<Cell> cells) {
        this.err = err;
        this.nanoClock = nanoClock;
        this.cells = cells;
    }

    void startRun() {
        tell(CellTable.extent(cells));
    }

    void startCell(Cell cell) {
        cellStartNanos = nanoClock.getAsLong();
        tell(cell, "starting the server, about " + remaining(cell) + " left");
    }

    /** What the load generator is to be given: told about once a second, it tells when the phase changes. */
    Load.Observer phases(Cell cell) {
        return new Load.Observer() {
            private Load.@Nullable Phase phase;

            @Override
            public void progress(Load.Progress progress) {
                if (phase != progress.phase()) {
                    phase = progress.phase();
                    tell(cell, phase + ", " + progress.connected() + " connected, about " + remaining(cell) + " left");
                }
            }
        };
    }

    void endCell(CellResult result) {
        for (Validity.Cause cause : result.validity().causes()) {
            tell(
                    result.cell(),
                    cause.grade() + ": " + cause.text() + "; " + cause.flaw().remedy());
            if (cause.flaw() == Validity.Flaw.UNFINISHED) {
                return; // What else is wrong follows from that, and has no remedy of its own.
            }
        }
    }

    private String remaining(Cell cell) {
        Duration sinceStart = Duration.ofNanos(nanoClock.getAsLong() - cellStartNanos);
        Duration left = Cell.expectedTime(cells.subList(cell.number(), cells.size()));
        Duration leftOfCell = Cell.expectedTime(List.of(cell)).minus(sinceStart);
        return DurationText.rough(leftOfCell.isNegative() ? left : left.plus(leftOfCell));
    }

    private void tell(Cell cell, String what) {
        tell("[" + cell.number() + "/" + cells.size() + "] " + cell.technique() + ", " + cell.users()
                + (cell.users() == 1 ? " user: " : " users: ") + what);
    }

    private void tell(String line) {
        err.println(line);
        err.flush();
    }
}
