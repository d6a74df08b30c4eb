package dev.pushbench.bench;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells what a command threw: a mistake of the user on one line, an error of ours on one line and a hint. */
final class FailureLines implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof UsageError) {
            err.println("pushbench: " + failure.getMessage());
            err.flush();
            return ExitCode.USAGE.code();
        }
        err.println("pushbench: internal error: " + failure.toString().replaceAll("\\R", " ") + " (" + Pushbench.DEBUG
                + " shows where)");
        if (isDebugging(command)) {
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.INTERNAL_ERROR.code();
    }

    /** The flag is inherited: it may have been given to the command or to any above it. */
    private static boolean isDebugging(CommandLine command) {
        for (CommandLine each = command; each != null; each = each.getParent()) {
            if (each.getParseResult() != null && each.getParseResult().hasMatchedOption(Pushbench.DEBUG)) {
                return true;
            }
        }
        return false;
    }
}
