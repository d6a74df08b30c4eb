package dev.pushbench.bench;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a command line that cannot be parsed on one line. */
final class UsageLine implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        CommandLine command = mistake.getCommandLine();
        command.getErr().println("pushbench: " + line(mistake));
        command.getErr().flush();
        return ExitCode.USAGE.code();
    }

    private static String line(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched);
        }
        if (mistake instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return name(missing.getMissing().get(0)) + ": needs a value, see --help";
        }
        if (mistake instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + ": given twice, allowed: once";
        }
        ArgSpec option = mistake.getArgSpec();
        if (option != null && mistake.getCause() instanceof TypeConversionException unreadable) {
            return name(option) + ": " + unreadable.getMessage();
        }
        return String.valueOf(mistake.getMessage()).replaceAll("\\R", " ");
    }

    private static String unknown(UnmatchedArgumentException unmatched) {
        CommandLine command = unmatched.getCommandLine();
        String given = unmatched.getUnmatched().get(0);
        boolean isOption = given.startsWith("-");
        String kind = isOption ? "unknown option" : "unexpected argument";
        String allowed = "see --help";
        if (!isOption && !command.getSubcommands().isEmpty()) {
            kind = "unknown command";
            allowed = "allowed: " + String.join(", ", command.getSubcommands().keySet());
        }
        List<String> near = unmatched.getSuggestions();
        String hint =
                near.isEmpty() ? "" : near.stream().limit(1).collect(Collectors.joining("", "did you mean ", "? "));
        return given + ": " + kind + ", " + hint + allowed;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
