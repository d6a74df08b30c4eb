package dev.pushbench.bench.ab;

import dev.pushbench.bench.result.Run;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How builds are measured, all alike.
 *
 * @param java executable that runs them
 * @param suite the file that says what is measured
 * @param directory that the directories of their runs, and their messages, are kept in
 * @param expectedRound about how long all cells take once
 */
public record AbSetting(Path java, Path suite, Path directory, Duration expectedRound) {
    Run measure(Side side, Build build, int forks, ClassArchives archives) throws AbFailure, InterruptedException {
        return new BuildRun(java, suite, directory, expectedRound, archives).measure(side, build, forks);
    }
}
