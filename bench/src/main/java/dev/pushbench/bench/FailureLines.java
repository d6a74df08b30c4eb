package dev.pushbench.bench;

import dev.pushbench.bench.input.UsageError;
import dev.pushbench.bench.result.NotWrittenException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what a command threw: a mistake of the user and a full disk on one line, an error of ours on one line and a hint. */
final class FailureLines implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof UsageError) {
            err.println("pushbench: " + failure.getMessage());
            err.flush();
            return ExitCode.USAGE.code();
        }
        if (failure instanceof NotWrittenException) {
            err.println("pushbench: " + failure.getMessage());
            err.flush();
            return ExitCode.INVALID_RUN.code();
        }
        err.println("pushbench: internal error: " + failure.toString().replaceAll("\\R", " ") + " (" + Pushbench.DEBUG
                + " shows where)");
        if (command.getCommandSpec().root().userObject() instanceof Pushbench program && program.isDebugging()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.INTERNAL_ERROR.code();
    }
}
