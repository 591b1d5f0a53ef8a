package metatextgrad.services.mtg;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command line we do not understand: what is wrong, what was meant, where to read on. */
final class Misuse {
    private Misuse() {}

    static int explain(ParameterException problem) {
        CommandLine line = problem.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("mtg: " + problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, err);
        err.printf("Try '%s --help'.%n", line.getCommandSpec().qualifiedName());
        err.flush();
        return Exit.USAGE.code();
    }
}
