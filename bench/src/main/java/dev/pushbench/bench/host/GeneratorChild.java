package dev.pushbench.bench.host;

import dev.pushbench.client.Load;
import dev.pushbench.client.LoadPlan;
import dev.pushbench.client.LoadResult;
import dev.pushbench.client.measure.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The main of a load generator's process: reads one plan from its stdin, runs it, and says {@link GeneratorWord}s. Told to
 * {@link #STOP}, or at the end of its stdin, or by a signal, it ends the trial and still says what was measured.
 */
final class GeneratorChild implements Load.Observer {
    static final String GO_ON = "go on";
    static final String SAME = "same";
    static final String DIFFERENT = "different";
    static final String STOP = "stop";

    private static final long LAST_WORD_SECONDS = 10;

    private final PrintStream out;
    private final JvmProbe probe;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private GeneratorChild(PrintStream out, JvmProbe probe) {
        this.out = out;
        this.probe = probe;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String plan = in.readLine();
        if (plan == null) {
            return;
        }
        try (JvmProbe probe = JvmProbe.start()) {
            GeneratorChild child = new GeneratorChild(out, probe);
            Thread trial = Thread.currentThread();
            child.listen(in, trial);
            Thread hook = child.endTrialAtSignal(trial);
            LoadResult result = Load.run(JsonLine.read(plan, LoadPlan.class), child);
            Thread.interrupted();
            child.say(GeneratorWord.of(result));
            if (forget(hook)) {
                System.exit(0); // the thread that listens to stdin may still wait for more of it
            }
        }
    }

    private void listen(BufferedReader in, Thread trial) {
        Thread listener = new Thread(
                () -> {
                    try (in) {
                        for (String line = in.readLine(); line != null && !line.equals(STOP); line = in.readLine()) {
                            answers.add(line);
                        }
                    } catch (IOException closed) {
                        // as good as its end
                    }
                    trial.interrupt();
                },
                "listener");
        listener.setDaemon(true);
        listener.start();
    }

    /** A terminal's Ctrl-C reaches us too: the trial ends, and its result is said before the JVM does. */
    private Thread endTrialAtSignal(Thread trial) {
        Thread hook = new Thread(
                () -> {
                    trial.interrupt();
                    try {
                        trial.join(TimeUnit.SECONDS.toMillis(LAST_WORD_SECONDS));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // then without it
                    }
                },
                "last-word");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    /** False where the JVM is being shut down already: then the hook waits for this thread, which has said its last word. */
    private static boolean forget(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            return false;
        }
    }

    @Override
    public void progress(Load.Progress progress) {
        say(GeneratorWord.of(progress));
    }

    @Override
    public void reached(Load.Milestone milestone) {
        say(GeneratorWord.of(new GeneratorWord.Reached(milestone)));
        try {
            JvmFigures jvm = switch (SampleKind.at(milestone)) {
                case NOW -> probe.figures();
                case AFTER_GC -> probe.figuresAfterGc();
                case WITH_ALL_PAUSES -> probe.figuresWithAllPauses();
            };
            say(GeneratorWord.of(new GeneratorWord.Used(milestone, jvm)));
            answers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the trial sees it, and ends
        }
    }

    @Override
    public boolean agrees(Traffic users, LoadResult.Published published) {
        say(GeneratorWord.of(new GeneratorWord.Quiet(users, published)));
        try {
            return answers.take().equals(SAME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the trial sees it, and ends
            return false;
        }
    }

    private void say(GeneratorWord word) {
        out.println(JsonLine.of(word));
    }
}
