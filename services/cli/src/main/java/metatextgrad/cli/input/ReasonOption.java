package metatextgrad.cli.input;

import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import picocli.CommandLine.Option;

/** The option that states why a change is made. */
public final class ReasonOption {
    private static final int LONGEST = 500;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; it is kept with the change.")
    private String reason = "";

    /**
     * Returns what the user typed; empty by default.
     *
     * @throws EnvironmentProblem if it is longer than 500 characters or more than a line
     */
    public String text() {
        return of(reason);
    }

    static String of(String typed) {
        String text = typed.strip();
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl))
            throw Exit.USAGE.problem("--reason must be one line of at most %d characters", LONGEST);
        return text;
    }
}
